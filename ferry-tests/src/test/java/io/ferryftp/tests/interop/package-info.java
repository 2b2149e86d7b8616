/// Ferry and the clients that people have.
@NullMarked
package io.ferryftp.tests.interop;

import org.jspecify.annotations.NullMarked;
