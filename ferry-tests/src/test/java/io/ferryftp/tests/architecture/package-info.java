/// The rules of the architecture, as tests over the compiled classes.
@NullMarked
package io.ferryftp.tests.architecture;

import org.jspecify.annotations.NullMarked;
