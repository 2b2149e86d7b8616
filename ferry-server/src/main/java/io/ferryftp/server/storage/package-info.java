/// Files on a local disk, and the decorators that guard a tree.
@NullMarked
package io.ferryftp.server.storage;

import org.jspecify.annotations.NullMarked;
