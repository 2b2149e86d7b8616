package io.ferryftp.client.control;

import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.time.Duration;

/// ABOR, and the question how many replies follow it.
///
/// The transfer owes one and ABOR owes one, but servers send `426 226`, `426 225`, `226 226`, a
/// single `226`, `225` or `426`, or refuse ABOR with 500. A failure first is the transfer's, and
/// ABOR's follows. A success first may stand for both: then NOOP asks, because no reply to ABOR is
/// a 200.
public final class AbortDialog {
  private static final int OK = 200;

  private AbortDialog() {}

  /// The same for whoever cannot be told of a failure: the listener is.
  public static void settle(Session session) {
    try {
      run(session.conversation());
    } catch (OperationInterruptedException e) {
      // Whoever interrupts knows why.
      System.getLogger(AbortDialog.class.getName())
          .log(System.Logger.Level.DEBUG, "interrupted", e);
    } catch (FtpException e) {
      session.tell("the control connection is of no use any more: " + e.getMessage());
    }
  }

  /// Ends the transfer whose data connection is already gone, and reads all that is owed.
  ///
  /// @throws ConnectionException if that cannot be told; the conversation has ended then
  public static void run(Conversation conversation) throws FtpException {
    Duration limit = conversation.config().limits().abort();
    conversation.interject("ABOR");
    ReceivedReply first = conversation.readFinal(limit); // A 150 may still be on its way.
    if (first.isFailure() && conversation.poll(limit).isPresent()) {
      return;
    }
    conversation.interject("NOOP");
    ReceivedReply next = conversation.read(limit);
    if (next.number() == OK) {
      return;
    }
    // That was ABOR's own; now comes the one to NOOP.
    ReceivedReply last = conversation.read(limit);
    if (last.number() != OK) {
      throw conversation.end(
          conversation.failure("the replies behind ABOR cannot be told apart").answered(last));
    }
  }
}
