package io.ferryftp.client.error;

/// The thread was interrupted; it still is. The connections are closed.
public final class OperationInterruptedException extends FtpException {
  private static final long serialVersionUID = 1;

  public OperationInterruptedException(Failure failure) {
    super(failure);
  }

  public OperationInterruptedException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
