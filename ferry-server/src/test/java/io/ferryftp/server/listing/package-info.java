@NullMarked
package io.ferryftp.server.listing;

import org.jspecify.annotations.NullMarked;
