package io.ferryftp.tests.harness;

import java.util.List;

/// One reply as it came over the wire.
///
/// @param code the three digits
/// @param lines every line whole, with its code and without its line end
public record Answer(int code, List<String> lines) {
  public Answer {
    lines = List.copyOf(lines);
  }

  /// Whether another reply to the same command will follow.
  public boolean isPreliminary() {
    return code < 200;
  }

  /// The last line behind its code.
  public String text() {
    String last = lines.getLast();
    return last.length() > 4 ? last.substring(4) : "";
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
