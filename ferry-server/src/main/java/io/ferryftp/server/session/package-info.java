/// One control connection: the loop, the gate, the dispatcher and the handlers, by the chapters of
/// RFC 959.
@NullMarked
package io.ferryftp.server.session;

import org.jspecify.annotations.NullMarked;
