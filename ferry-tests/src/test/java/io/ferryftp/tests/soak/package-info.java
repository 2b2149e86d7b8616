/// A long time with many clients, good and bad; at the end nothing is left.
@NullMarked
package io.ferryftp.tests.soak;

import org.jspecify.annotations.NullMarked;
