/// What a server is configured with.
@NullMarked
package io.ferryftp.server.config;

import org.jspecify.annotations.NullMarked;
