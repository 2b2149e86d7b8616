package io.ferryftp.protocol.reply;

import java.util.ArrayList;
import java.util.List;

/// One answer of a server: a code and at least one line of text.
///
/// @param code what it means
/// @param lines its text, as [io.ferryftp.protocol.text.WireText] and without code; all but the
///   first and last are sent behind one space, so that none can look like the end. No line holds
///   CR, LF or NUL: they are replaced by `?`
public record Reply(ReplyCode code, List<String> lines) {
  public Reply {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a reply has a text");
    }
    lines = lines.stream().map(Reply::oneLine).toList();
  }

  /// A reply of one line.
  public static Reply of(ReplyCode code, String text) {
    return new Reply(code, List.of(text));
  }

  /// A reply of several lines.
  public static Reply of(ReplyCode code, String first, List<String> inner, String last) {
    var lines = new ArrayList<String>();
    lines.add(first);
    lines.addAll(inner);
    lines.add(last);
    return new Reply(code, lines);
  }

  /// The first line, which is the whole text of most replies.
  public String text() {
    return lines.getFirst();
  }

  private static String oneLine(String line) {
    return line.replace('\r', '?').replace('\n', '?').replace('\0', '?');
  }
}
