/// Ferry's client against the servers of others, each a child process that serves a directory of
/// the test.
@NullMarked
package io.ferryftp.tests.peers;

import org.jspecify.annotations.NullMarked;
