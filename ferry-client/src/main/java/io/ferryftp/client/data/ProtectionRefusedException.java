package io.ferryftp.client.data;

import io.ferryftp.protocol.reply.ReceivedReply;

/// The server did not take a protected data connection. Nothing was transferred and the
/// conversation is in step: the same transfer can be tried again.
final class ProtectionRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient ReceivedReply reply;
  private final transient Attempt attempt;

  /// What was tried.
  enum Attempt {
    /// The data connection resumed the session.
    RESUMED,
    /// It agreed anew, or did not get that far.
    ANEW
  }

  ProtectionRefusedException(ReceivedReply reply, Attempt attempt) {
    super("the server did not take the protected data connection");
    this.reply = reply;
    this.attempt = attempt;
  }

  ReceivedReply reply() {
    return reply;
  }

  Attempt attempt() {
    return attempt;
  }
}
