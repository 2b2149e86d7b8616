package io.ferryftp.server.session;

import java.util.Set;

/// Recognises those who have come to the wrong door: a browser that was tricked into posting to an
/// FTP port must not get its lines executed one by one (the ALPACA attacks), and a scanner need not
/// be told 500 ten times.
final class ForeignProtocol {
  private static final Set<String> WORDS =
      Set.of(
          "GET", "POST", "PUT", "HEAD", "DELETE", "OPTIONS", "CONNECT", "PATCH", "TRACE", "EHLO",
          "HELO");

  private ForeignProtocol() {}

  /// Whether a line that is no FTP command belongs to HTTP, SMTP, SSH or TLS.
  static boolean speaks(String line) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    return WORDS.contains(word)
        || word.startsWith("SSH-")
        || (word.length() > 1 && word.endsWith(":"))
        || line.startsWith("\u0016\u0003");
  }
}
