/// The contract of storage, over the storages that Ferry ships with.
@NullMarked
package io.ferryftp.tests.storage;

import org.jspecify.annotations.NullMarked;
