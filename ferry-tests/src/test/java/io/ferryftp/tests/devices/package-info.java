/// Clients that cannot be changed any more.
@NullMarked
package io.ferryftp.tests.devices;

import org.jspecify.annotations.NullMarked;
