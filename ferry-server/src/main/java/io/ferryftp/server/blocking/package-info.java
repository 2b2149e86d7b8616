/// The one seam between virtual threads and storage that may hang.
@NullMarked
package io.ferryftp.server.blocking;

import org.jspecify.annotations.NullMarked;
