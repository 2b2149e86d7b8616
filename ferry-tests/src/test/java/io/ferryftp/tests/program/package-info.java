/// The program as people meet it: what it prints, what it refuses, how it ends.
@NullMarked
package io.ferryftp.tests.program;

import org.jspecify.annotations.NullMarked;
