/// Programs that measure; each says how it is run, and `docs/benchmarks.md` what it printed.
@NullMarked
package io.ferryftp.benchmarks;

import org.jspecify.annotations.NullMarked;
