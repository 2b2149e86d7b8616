/// Listing dialects: one file a dialect, formatter and parser together.
@NullMarked
package io.ferryftp.protocol.listing;

import org.jspecify.annotations.NullMarked;
