package io.ferryftp.client.error;

/// There is no control connection, or not any more: a name that does not resolve, a refused or lost
/// connection, a peer that is no FTP server, a reply that did not come in time or made no sense.
/// The client that threw it is of no further use.
public final class ConnectionException extends FtpException {
  private static final long serialVersionUID = 1;

  public ConnectionException(Failure failure) {
    super(failure);
  }

  public ConnectionException(Failure failure, Throwable cause) {
    super(failure, cause);
  }
}
