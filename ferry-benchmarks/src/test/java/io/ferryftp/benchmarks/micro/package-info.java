/// Benchmarks of single steps, by JMH.
@NullMarked
package io.ferryftp.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
