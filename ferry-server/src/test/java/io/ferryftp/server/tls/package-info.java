@NullMarked
package io.ferryftp.server.tls;

import org.jspecify.annotations.NullMarked;
