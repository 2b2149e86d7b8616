/// Attacks on Ferry's FTPS server, each with the reply that it gets.
@NullMarked
package io.ferryftp.tests.tls;

import org.jspecify.annotations.NullMarked;
