/// Conversations written as in the RFCs, and peers that play them: a server for tests of a client,
/// a client for tests of a server, and everything that can go wrong on the way.
@NullMarked
package io.ferryftp.testkit.script;

import org.jspecify.annotations.NullMarked;
