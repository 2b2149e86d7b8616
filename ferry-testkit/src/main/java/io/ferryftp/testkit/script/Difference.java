package io.ferryftp.testkit.script;

import io.ferryftp.protocol.text.WireText;

/// Where a conversation left its transcript.
///
/// @param connection which control connection, from 1
/// @param line of the transcript, from 1; one behind the last means its end
/// @param expected what the transcript says there
/// @param got what happened instead
public record Difference(int connection, int line, String expected, String got) {
  private static final int SHOWN = 200;

  /// One printable line.
  public String sentence() {
    String shown = got.length() > SHOWN ? got.substring(0, SHOWN) + "…" : got;
    return "connection %d, line %d: expected %s, got %s"
        .formatted(connection, line, WireText.printable(expected), WireText.printable(shown));
  }
}
