package io.ferryftp.client.error;

import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.IOException;
import java.util.Optional;

/// An operation of the client that failed: at which step, during which verb, by which reply, and
/// what to try. The message is one printable line without secrets.
///
/// The family is closed, so that a `switch` over it is complete. What a caller did wrong (CR, LF or
/// NUL in an argument, an operation while a transfer is open) is an unchecked exception instead.
public abstract sealed class FtpException extends IOException
    permits ConnectionException,
        DataConnectionException,
        LimitException,
        LocalFileException,
        LoginException,
        OperationInterruptedException,
        RefusedException,
        TlsException,
        VerificationException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  FtpException(Failure failure) {
    super(failure.sentence());
    this.failure = failure;
  }

  FtpException(Failure failure, Throwable cause) {
    super(failure.sentence(), cause);
    this.failure = failure;
  }

  /// Everything that is known of it.
  public Failure failure() {
    return failure;
  }

  /// Where it happened.
  public Step step() {
    return failure.step();
  }

  /// The verb that was being carried out.
  public Optional<Verb> verb() {
    return failure.verb();
  }

  /// What the server said.
  public Optional<ReceivedReply> reply() {
    return failure.reply();
  }

  /// What to try; empty if there is nothing to say.
  public String remedy() {
    return failure.remedy();
  }
}
