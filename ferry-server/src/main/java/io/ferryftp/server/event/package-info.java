/// How events reach those who listen.
@NullMarked
package io.ferryftp.server.event;

import org.jspecify.annotations.NullMarked;
