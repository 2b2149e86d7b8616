/// A server to start, its configuration and its limits.
@NullMarked
package io.ferryftp.server;

import org.jspecify.annotations.NullMarked;
