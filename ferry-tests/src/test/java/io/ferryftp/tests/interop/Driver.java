package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;

/// Knows how people tell one client program what to do.
interface Driver {
  /// Runs the program, to its end. A client that is not there skips the test.
  ///
  /// @param task one that the table does not say to be missing in the client
  Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException;

  /// The program's words about its version.
  String version(Visit visit) throws IOException, InterruptedException;

  /// What a driver says to a task that its client cannot do, which the table then has to say.
  static UnsupportedOperationException notInTheClient(Task task) {
    return new UnsupportedOperationException("the table should know: no " + task);
  }
}
