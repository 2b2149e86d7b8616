package io.ferryftp.client.error;

/// The server did not let the user in.
public final class LoginException extends FtpException {
  private static final long serialVersionUID = 1;

  public LoginException(Failure failure) {
    super(failure);
  }

  public LoginException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
