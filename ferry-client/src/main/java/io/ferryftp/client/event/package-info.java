/// What a client tells while it works.
@NullMarked
package io.ferryftp.client.event;

import org.jspecify.annotations.NullMarked;
