/// Octets as text without loss, and secrets that cannot be printed.
@NullMarked
package io.ferryftp.protocol.text;

import org.jspecify.annotations.NullMarked;
