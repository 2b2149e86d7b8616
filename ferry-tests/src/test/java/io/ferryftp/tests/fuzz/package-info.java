/// Random input from a printed seed; minutes in `./check --long`, seconds otherwise.
@NullMarked
package io.ferryftp.tests.fuzz;

import org.jspecify.annotations.NullMarked;
