/// Sequences of commands from a seed, played against a server and the reference model.
@NullMarked
package io.ferryftp.tests.sequences;

import org.jspecify.annotations.NullMarked;
