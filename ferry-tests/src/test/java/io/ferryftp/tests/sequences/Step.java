package io.ferryftp.tests.sequences;

import java.nio.charset.StandardCharsets;

/// One command of a sequence. All text is octets, a character each.
///
/// @param session which of the sessions says it
/// @param line without its end; [Port] words in it stand for addresses that only the run knows
/// @param payload what is sent if it turns out to be an upload; `early` for a passive data port
///   that is opened at once
/// @param joined whether the next command of the session is sent without waiting for the reply
record Step(int session, String line, String payload, boolean joined) {
  Step(int session, String line) {
    this(session, line, "", false);
  }

  /// Whether it is answered while a transfer runs, as QUIT is only where it is wrong.
  boolean isUrgent() {
    return line.matches("(?is)(NOOP|ABOR|STAT)( .*)?|QUIT .*[^ ].*");
  }

  /// Whether urgent commands may be answered before it, although nothing tells that it runs.
  boolean isBesideSession() {
    return line.matches("(?is)(HASH|XCRC|XMD5|XSHA\\d+|SITE COPY) .*");
  }

  /// The octets of a text.
  static String octets(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
