package io.ferryftp.client.error;

/// A local file could not be read or written, or the server's name for it is no name for a local
/// file.
public final class LocalFileException extends FtpException {
  private static final long serialVersionUID = 1;

  public LocalFileException(Failure failure) {
    super(failure);
  }

  public LocalFileException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
