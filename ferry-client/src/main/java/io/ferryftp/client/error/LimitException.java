package io.ferryftp.client.error;

/// The server sent more than a limit of this client allows it to collect. The session goes on.
public final class LimitException extends FtpException {
  private static final long serialVersionUID = 1;

  public LimitException(Failure failure) {
    super(failure);
  }
}
