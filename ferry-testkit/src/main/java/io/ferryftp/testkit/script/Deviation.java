package io.ferryftp.testkit.script;

/// The conversation left the transcript.
final class Deviation extends Exception {
  private static final long serialVersionUID = 1;

  private final int line;
  private final String expected;
  private final String got;

  Deviation(int line, String expected, String got) {
    super(expected + ", got " + got);
    this.line = line;
    this.expected = expected;
    this.got = got;
  }

  Difference on(int connection) {
    return new Difference(connection, line, expected, got);
  }
}
