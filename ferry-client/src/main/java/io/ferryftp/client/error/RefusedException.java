package io.ferryftp.client.error;

/// The server refused the operation; [#reply] is always there. The session goes on.
public final class RefusedException extends FtpException {
  private static final long serialVersionUID = 1;

  public RefusedException(Failure failure) {
    super(failure);
  }

  public RefusedException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
