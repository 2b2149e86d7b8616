/// TLS over a connection, for either end (RFC 4217).
@NullMarked
package io.ferryftp.protocol.tls;

import org.jspecify.annotations.NullMarked;
