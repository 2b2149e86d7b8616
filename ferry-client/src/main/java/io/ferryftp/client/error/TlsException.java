package io.ferryftp.client.error;

/// No TLS, or not with this server: it does not offer it, its certificate is not trusted, or the
/// two do not agree. The connection is closed.
public final class TlsException extends FtpException {
  private static final long serialVersionUID = 1;

  public TlsException(Failure failure) {
    super(failure);
  }

  public TlsException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
