/// A reference model of the server in at most 400 lines, which knows nothing of its code.
@NullMarked
package io.ferryftp.tests.model;

import org.jspecify.annotations.NullMarked;
