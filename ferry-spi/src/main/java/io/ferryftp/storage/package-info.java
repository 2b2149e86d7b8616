/// The contract between the engine and whatever keeps the files.
@NullMarked
package io.ferryftp.storage;

import org.jspecify.annotations.NullMarked;
