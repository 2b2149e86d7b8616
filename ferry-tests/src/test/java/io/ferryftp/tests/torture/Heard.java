package io.ferryftp.tests.torture;

/// What a server answered, or that it did not.
///
/// @param code of a reply, or one of the words below
/// @param text of the whole reply
record Heard(String code, String text) {
  static final Heard CLOSED = new Heard("closed", "");
  static final Heard NO_ANSWER = new Heard("no answer", "");
  static final Heard NO_REPLY = new Heard("no reply of FTP", "");

  /// The handshake that was begun succeeded.
  static final Heard TLS = new Heard("tls", "");

  /// The handshake that was begun failed.
  static final Heard REFUSED = new Heard("refused", "");

  /// The server ended TLS, and the connection goes on without.
  static final Heard CLEAR = new Heard("clear", "");

  /// A reply as it came.
  static Heard reply(String code, String text) {
    return new Heard(code, text);
  }

  boolean isPreliminary() {
    return code.startsWith("1");
  }

  /// Whether nothing more can come.
  boolean isEnd() {
    return !Character.isDigit(code.charAt(0)) && !code.equals("tls") && !code.equals("clear");
  }
}
