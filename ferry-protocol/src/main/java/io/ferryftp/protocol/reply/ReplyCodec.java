package io.ferryftp.protocol.reply;

import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.protocol.text.WireText;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Replies and the lines they are written in (RFC 959 §4.2): [#encode] and [Decoder] are inverses.
///
/// ```
/// 211-Features:
///  SIZE
/// 211 End
/// ```
public final class ReplyCodec {
  private static final String LINE_END = "\r\n";

  private ReplyCodec() {}

  /// The octets of a reply with all its line ends. Inner lines stand behind one space, so that none
  /// can look like the last one, whatever name it shows.
  public static byte[] encode(Reply reply) {
    return encode(reply, WireEncoding.UTF_8);
  }

  /// The same, with names in an encoding that was agreed on.
  public static byte[] encode(Reply reply, WireEncoding encoding) {
    int number = reply.code().number();
    List<String> lines = reply.lines();
    var out = new StringBuilder(16 + 64 * lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (i == lines.size() - 1) {
        out.append(number).append(' ');
      } else if (i == 0) {
        out.append(number).append('-');
      } else {
        out.append(' ');
      }
      out.append(lines.get(i)).append(LINE_END);
    }
    return encoding.encode(out.toString());
  }

  /// Makes replies of lines as they come in. One instance serves one connection.
  ///
  /// Tolerates what real servers send: a last line that is only the number, and inner lines that
  /// repeat `nnn-` or lack their space.
  public static final class Decoder {
    /// The longest line, in characters.
    public static final int MAX_LINE_CHARS = 8192;

    /// The most lines of one reply.
    public static final int MAX_LINES = 2000;

    /// The longest reply, in characters.
    public static final int MAX_REPLY_CHARS = 1 << 20;

    private final List<String> lines = new ArrayList<>();
    private int number;
    private int chars;

    /// Takes the next line; gives the reply if it ends here.
    ///
    /// @param line [WireText] without its line end
    /// @throws ProtocolException if no reply can be made of it; the connection is then of no use
    public Optional<ReceivedReply> accept(String line) throws ProtocolException {
      if (line.length() > MAX_LINE_CHARS) {
        throw new ProtocolException("a line of the reply is too long");
      }
      chars += line.length();
      if (lines.size() == MAX_LINES || chars > MAX_REPLY_CHARS) {
        throw new ProtocolException("the reply has too many lines");
      }
      return lines.isEmpty() ? first(line) : next(line);
    }

    private Optional<ReceivedReply> first(String line) throws ProtocolException {
      number = numberOf(line);
      boolean known = number >= 100 && number < 700;
      if (!known || (line.length() > 3 && line.charAt(3) != ' ' && line.charAt(3) != '-')) {
        throw new ProtocolException("not a reply: " + WireText.printable(shortened(line)));
      }
      lines.add(textOf(line));
      return isLast(line) ? complete() : Optional.empty();
    }

    private Optional<ReceivedReply> next(String line) {
      boolean numbered = numberOf(line) == number;
      if (numbered && isLast(line)) {
        lines.add(textOf(line));
        return complete();
      }
      boolean repeated = numbered && line.charAt(3) == '-';
      lines.add(repeated ? textOf(line) : line.startsWith(" ") ? line.substring(1) : line);
      return Optional.empty();
    }

    private Optional<ReceivedReply> complete() {
      var reply = new ReceivedReply(number, lines);
      lines.clear();
      chars = 0;
      return Optional.of(reply);
    }

    private static boolean isLast(String line) {
      return line.length() == 3 || line.charAt(3) == ' ';
    }

    private static String textOf(String line) {
      return line.substring(Math.min(line.length(), 4));
    }

    /// The number that a line begins with, or -1.
    private static int numberOf(String line) {
      int value = 0;
      for (int i = 0; i < 3; i++) {
        int digit = i < line.length() ? line.charAt(i) - '0' : -1;
        if (digit < 0 || digit > 9) {
          return -1;
        }
        value = value * 10 + digit;
      }
      return value;
    }

    private static String shortened(String line) {
      return line.substring(0, Math.min(line.length(), 80));
    }
  }
}
