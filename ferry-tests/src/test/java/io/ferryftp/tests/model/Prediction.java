package io.ferryftp.tests.model;

import java.util.List;

/// What must come back for one command. All text is octets, a character each.
///
/// @param codes of its replies, in order
/// @param says what its replies must hold, with a line end in front of and behind every line
/// @param kind how to read `content`
/// @param content lines in any order, or one text; `*` stands for a value that nobody can foresee
public record Prediction(List<Integer> codes, List<String> says, Kind kind, List<String> content) {
  /// What a data connection carries, or the inside of a reply.
  public enum Kind {
    /// Nothing that could be foreseen.
    ANY,
    OCTETS,
    NAMES,
    /// Lines of LIST as `d name` or `- size name`.
    LONG,
    /// Lines of LIST inside a reply.
    LONG_REPLY,
    FACTS,
    FACTS_REPLY
  }

  static Prediction reply(int code, String... says) {
    return new Prediction(List.of(code), List.of(says), Kind.ANY, List.of());
  }

  Prediction saying(int code, String text) {
    return codes.getLast() == code ? reply(code, text) : this;
  }

  Prediction with(Kind other, List<String> lines) {
    return new Prediction(codes, says, other, lines);
  }

  /// This, and behind it another reply.
  Prediction and(Prediction next) {
    return new Prediction(List.of(codes.getFirst(), next.codes.getFirst()), says, kind, content);
  }
}
