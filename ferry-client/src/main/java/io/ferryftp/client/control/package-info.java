/// The control connection seen from the client: opening it, and one reply for each command.
@NullMarked
package io.ferryftp.client.control;

import org.jspecify.annotations.NullMarked;
