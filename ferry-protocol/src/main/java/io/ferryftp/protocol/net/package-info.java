/// The sockets: control connection, Telnet filter, data connection. Only this package and the
/// server's transfer package open any.
@NullMarked
package io.ferryftp.protocol.net;

import org.jspecify.annotations.NullMarked;
