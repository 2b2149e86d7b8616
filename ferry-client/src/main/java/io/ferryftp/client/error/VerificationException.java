package io.ferryftp.client.error;

/// A transfer ended without fault, and yet what arrived is not what was sent: its size differs, or
/// the server took back or never gave its word.
public final class VerificationException extends FtpException {
  private static final long serialVersionUID = 1;

  public VerificationException(Failure failure) {
    super(failure);
  }

  public VerificationException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
