/// What happened: one sealed family of events and the listener that hears them.
@NullMarked
package io.ferryftp.event;

import org.jspecify.annotations.NullMarked;
