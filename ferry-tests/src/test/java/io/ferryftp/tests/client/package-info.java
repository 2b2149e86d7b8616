/// The client against servers that are real, and against scripts.
@NullMarked
package io.ferryftp.tests.client;

import org.jspecify.annotations.NullMarked;
