package io.ferryftp.tests.torture;

/// What a server answered, or that it did not.
///
/// @param code of a reply, or one of the words below
/// @param text of the whole reply
record Heard(String code, String text) {
  static final Heard CLOSED = new Heard("closed", "");
  static final Heard NO_ANSWER = new Heard("no answer", "");
  static final Heard NO_REPLY = new Heard("no reply of FTP", "");

  /// A reply as it came.
  static Heard reply(String code, String text) {
    return new Heard(code, text);
  }

  boolean isPreliminary() {
    return code.startsWith("1");
  }

  /// Whether nothing more can come.
  boolean isEnd() {
    return !Character.isDigit(code.charAt(0));
  }
}
