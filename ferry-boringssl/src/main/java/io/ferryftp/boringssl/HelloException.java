package io.ferryftp.boringssl;

import javax.net.ssl.SSLException;

/// A handshake that ends before BoringSSL has seen anything of it, and the alert for the peer.
final class HelloException extends SSLException {
  // RFC 8446 §6.
  static final int UNEXPECTED_MESSAGE = 10;
  static final int HANDSHAKE_FAILURE = 40;
  static final int ILLEGAL_PARAMETER = 47;
  static final int DECODE_ERROR = 50;
  static final int NO_APPLICATION_PROTOCOL = 120;

  private static final long serialVersionUID = 1;
  private static final byte ALERT = 21;
  static final byte FATAL = 2;

  private final int alert;

  HelloException(int alert, String sentence) {
    super(sentence);
    this.alert = alert;
  }

  HelloException(int alert, SSLException cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.alert = alert;
  }

  /// The alert as a record in clear.
  byte[] record() {
    return new byte[] {ALERT, 3, 3, 0, 2, FATAL, (byte) alert};
  }
}
