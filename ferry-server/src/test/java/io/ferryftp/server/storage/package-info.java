/// Tests of files on a local disk.
@NullMarked
package io.ferryftp.server.storage;

import org.jspecify.annotations.NullMarked;
