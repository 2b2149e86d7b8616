package io.ferryftp.client;

/// A text that is no FTP URL. Its message is one printable line: what is wrong, where, and what to
/// do. It shows the text with what may be a password as `***`.
public final class FtpUrlSyntaxException extends Exception {
  private static final long serialVersionUID = 1;

  FtpUrlSyntaxException(String sentence) {
    super(sentence);
  }
}
