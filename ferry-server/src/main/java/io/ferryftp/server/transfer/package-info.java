/// Data connections: where they come from, and what moves over them.
@NullMarked
package io.ferryftp.server.transfer;

import org.jspecify.annotations.NullMarked;
