/// The client: one object a control connection.
@NullMarked
package io.ferryftp.client;

import org.jspecify.annotations.NullMarked;
