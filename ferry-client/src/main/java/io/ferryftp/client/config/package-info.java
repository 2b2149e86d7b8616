/// What a client is made with.
@NullMarked
package io.ferryftp.client.config;

import org.jspecify.annotations.NullMarked;
