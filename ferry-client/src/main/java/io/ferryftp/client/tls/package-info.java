/// TLS seen from the client: whom it believes, and what belongs together.
@NullMarked
package io.ferryftp.client.tls;

import org.jspecify.annotations.NullMarked;
