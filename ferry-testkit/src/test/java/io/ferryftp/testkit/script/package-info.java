/// The scripted peers against each other, against plain sockets and against the server.
@NullMarked
package io.ferryftp.testkit.script;

import org.jspecify.annotations.NullMarked;
