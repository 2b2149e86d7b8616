package io.ferryftp.client.data;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.Step;
import java.io.IOException;

/// An interrupt closes the channel that a thread waits in, and looks like a broken connection.
final class Interruptions {
  private Interruptions() {}

  /// Ends the session if this thread was interrupted: nobody will read what is owed.
  ///
  /// @param step that was interrupted
  static void check(Session session, Step step, IOException cause)
      throws OperationInterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      session.close();
      throw new OperationInterruptedException(Failure.at(step, "interrupted"), cause);
    }
  }
}
