/// How data are coded on the data connection: over sockets, against coders of the tests' own.
@NullMarked
package io.ferryftp.tests.coding;

import org.jspecify.annotations.NullMarked;
