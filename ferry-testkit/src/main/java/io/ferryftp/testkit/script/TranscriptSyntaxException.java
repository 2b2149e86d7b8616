package io.ferryftp.testkit.script;

/// A text that is no transcript; the message begins with the number of the line.
public final class TranscriptSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final int line;

  TranscriptSyntaxException(int line, String what) {
    super("line " + line + ": " + what);
    this.line = line;
  }

  /// The line that cannot be read, from 1.
  public int line() {
    return line;
  }
}
