/// The server's end of TLS: certificates, and data connections that belong to their control
/// connection.
@NullMarked
package io.ferryftp.server.tls;

import org.jspecify.annotations.NullMarked;
