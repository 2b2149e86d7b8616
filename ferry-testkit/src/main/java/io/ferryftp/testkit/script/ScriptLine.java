package io.ferryftp.testkit.script;

/// A line of a [Transcript].
public sealed interface ScriptLine {
  /// Which line of the text it is, from 1.
  int number();

  /// The line as it is written.
  String format();

  /// When the client says something.
  enum Occasion {
    /// `C>`: now.
    NOW("C>"),
    /// `C?`: now or never. What follows up to the next line of the client is played if it does.
    PERHAPS("C?"),
    /// `*>`: whenever the script expects something else. What follows up to the next line of the
    /// client is the answer.
    WHENEVER("*>");

    private final String mark;

    Occasion(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }
  }

  /// A line of the client.
  record ClientLine(int number, Occasion occasion, Template text) implements ScriptLine {
    @Override
    public String format() {
      return marked(occasion.mark(), text.format());
    }
  }

  /// A line of the server.
  record ServerLine(int number, Template text) implements ScriptLine {
    static final String MARK = "S>";

    @Override
    public String format() {
      return marked(MARK, text.format());
    }
  }

  /// A line of data: from the server, or from the client behind STOR, STOU and APPE.
  record DataLine(int number, Template text) implements ScriptLine {
    static final String MARK = "D>";

    @Override
    public String format() {
      return marked(MARK, text.format());
    }
  }

  /// Something that goes wrong, done by the end that plays the transcript.
  record MishapLine(int number, Mishap mishap) implements ScriptLine {
    static final String MARK = "!>";

    @Override
    public String format() {
      return marked(MARK, mishap.format());
    }
  }

  /// A blank line, or a comment behind `#`.
  record Remark(int number, String text) implements ScriptLine {
    @Override
    public String format() {
      return text;
    }
  }

  private static String marked(String mark, String text) {
    return text.isEmpty() ? mark : mark + " " + text;
  }
}
