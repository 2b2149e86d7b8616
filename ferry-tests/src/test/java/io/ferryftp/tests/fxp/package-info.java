/// Data that go between two servers.
@NullMarked
package io.ferryftp.tests.fxp;

import org.jspecify.annotations.NullMarked;
