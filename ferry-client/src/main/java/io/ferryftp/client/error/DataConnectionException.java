package io.ferryftp.client.error;

/// No data connection came about, or it broke or stalled before its end. The session goes on unless
/// the client says that it is closed.
public final class DataConnectionException extends FtpException {
  private static final long serialVersionUID = 1;

  public DataConnectionException(Failure failure) {
    super(failure);
  }

  public DataConnectionException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
