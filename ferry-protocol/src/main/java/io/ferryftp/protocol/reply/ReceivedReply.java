package io.ferryftp.protocol.reply;

import java.util.List;

/// A reply as a client received it: its number, because one number has several meanings and only
/// the command that it answers tells which.
///
/// @param number 100 to 699
/// @param lines at least one, without code, as [io.ferryftp.protocol.text.WireText]
public record ReceivedReply(int number, List<String> lines) {
  public ReceivedReply {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a reply has a text");
    }
  }

  /// The first line, which is the whole text of most replies.
  public String text() {
    return lines.getFirst();
  }

  /// Whether another reply to the same command will follow (1yz).
  public boolean isPreliminary() {
    return number < 200;
  }

  /// Whether the command was not carried out (4yz, 5yz).
  public boolean isFailure() {
    return number >= 400 && number < 600;
  }
}
