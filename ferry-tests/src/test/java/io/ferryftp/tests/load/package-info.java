/// Many at once, with the programs of the benchmarks.
@NullMarked
package io.ferryftp.tests.load;

import org.jspecify.annotations.NullMarked;
