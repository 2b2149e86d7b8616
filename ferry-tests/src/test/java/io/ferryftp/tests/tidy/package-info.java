/// The rules of the house, as tests over the files.
@NullMarked
package io.ferryftp.tests.tidy;

import org.jspecify.annotations.NullMarked;
