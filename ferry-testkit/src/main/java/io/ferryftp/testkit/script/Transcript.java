package io.ferryftp.testkit.script;

import io.ferryftp.testkit.script.ScriptLine.ClientLine;
import io.ferryftp.testkit.script.ScriptLine.DataLine;
import io.ferryftp.testkit.script.ScriptLine.MishapLine;
import io.ferryftp.testkit.script.ScriptLine.Occasion;
import io.ferryftp.testkit.script.ScriptLine.Remark;
import io.ferryftp.testkit.script.ScriptLine.ServerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A conversation over one control connection and its data connections, written as in the RFCs.
///
/// ```
/// S> 220 ready
/// C> USER {any}
/// S> 331 send password
/// C> PASS {any}
/// S> 230 in
/// C? TYPE I
/// S> 200 octets
/// C> EPSV
/// S> 229 Entering extended passive mode (|||{port}|)
/// C> RETR a.txt
/// S> 150 opening
/// D> hello
/// !> drip data 1 every 20 ms
/// D> world
/// S> 226 done
/// *> NOOP
/// S> 200 yes
/// ```
///
/// | mark | the line |
/// |---|---|
/// | `C>` | the client says this now |
/// | `C?` | the client may say this now; what follows, up to its next line, is played if it does |
/// | `*>` | whenever the client says this and nothing else is meant, what follows is the answer |
/// | `S>` | the server says this |
/// | `D>` | this goes over the data connection: to the client, or from it behind STOR, STOU, APPE |
/// | `!>` | a [Mishap] of the end that plays the transcript |
/// | `#`, blank | nothing |
///
/// The text behind a mark and one blank is a [Template]. A data connection comes about at the first
/// `D>` line: passive at the port that a reply named as `{port}` or `{hostport}`, active at the
/// address of the last PORT or EPRT. It ends before the next line of the client or the server, and
/// before a mishap of the control connection. An empty file is `D> \`.
///
/// @param lines all of them, remarks as well
public record Transcript(List<ScriptLine> lines) {
  public Transcript {
    lines = List.copyOf(lines);
  }

  /// Reads a transcript; the inverse of [#format].
  ///
  /// @throws TranscriptSyntaxException which names the line that cannot be read
  public static Transcript parse(String text) {
    var lines = new ArrayList<ScriptLine>();
    text.lines().forEach(line -> lines.add(parseLine(lines.size() + 1, line)));
    return new Transcript(lines);
  }

  /// The transcript as it is written, each line with LF.
  public String format() {
    return lines.stream().map(line -> line.format() + "\n").collect(Collectors.joining());
  }

  private static ScriptLine parseLine(int number, String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return new Remark(number, line.isBlank() ? "" : line);
    }
    String mark = line.substring(0, Math.min(2, line.length()));
    if (line.length() > 2 && line.charAt(2) != ' ') {
      throw new TranscriptSyntaxException(number, "a blank stands behind " + mark);
    }
    String text = line.length() > 2 ? line.substring(3) : "";
    try {
      return switch (mark) {
        case ServerLine.MARK -> new ServerLine(number, Template.parse(text));
        case DataLine.MARK -> new DataLine(number, Template.parse(text));
        case MishapLine.MARK -> new MishapLine(number, Mishap.parse(text));
        default -> new ClientLine(number, occasion(mark), Template.parse(text));
      };
    } catch (TranscriptSyntaxException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new TranscriptSyntaxException(number, String.valueOf(e.getMessage()));
    }
  }

  private static Occasion occasion(String mark) {
    for (Occasion occasion : Occasion.values()) {
      if (occasion.mark().equals(mark)) {
        return occasion;
      }
    }
    throw new IllegalArgumentException("a line begins with C> C? *> S> D> !> or #, not " + mark);
  }
}
