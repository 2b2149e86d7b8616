package io.ferryftp.testkit.script;

import io.ferryftp.testkit.script.ScriptLine.ClientLine;
import io.ferryftp.testkit.script.ScriptLine.MishapLine;
import io.ferryftp.testkit.script.ScriptLine.Occasion;
import io.ferryftp.testkit.script.ScriptLine.Remark;
import io.ferryftp.testkit.script.ScriptLine.ServerLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A transcript as it is played.
///
/// @param greeting what comes before the client's first line
/// @param turns the client's lines in their order, each with what follows it
/// @param rules what is answered at any time
/// @param end one line behind the last
record Script(List<ScriptLine> greeting, List<Turn> turns, List<Turn> rules, int end) {
  /// A line of the client and what follows it.
  record Turn(ClientLine head, List<ScriptLine> body) {
    boolean isRequired() {
      return head.occasion() == Occasion.NOW;
    }

    boolean isMeantBy(String line) {
      return head.text().matches(line);
    }
  }

  static Script of(Transcript transcript) {
    var greeting = new ArrayList<ScriptLine>();
    var turns = new ArrayList<Turn>();
    var rules = new ArrayList<Turn>();
    List<ScriptLine> body = greeting;
    for (ScriptLine line : transcript.lines()) {
      if (line instanceof ClientLine head) {
        body = new ArrayList<>();
        (head.occasion() == Occasion.WHENEVER ? rules : turns).add(new Turn(head, body));
      } else if (!(line instanceof Remark)) {
        body.add(line);
      }
    }
    return new Script(greeting, turns, rules, transcript.lines().size() + 1);
  }

  /// Whether a mishap happens to the control connection.
  static boolean concernsControl(Mishap mishap) {
    return mishap instanceof Mishap.Pause
        || mishap instanceof Mishap.DripControl
        || mishap == Mishap.Protection.TLS
        || mishap == Mishap.Protection.OFFER_TLS
        || mishap == Mishap.Plain.STALL_CONTROL
        || mishap == Mishap.Plain.CLOSE_CONTROL
        || mishap == Mishap.Plain.RESET_CONTROL;
  }

  /// Whether TLS comes before any line.
  boolean beginsWithTls() {
    return greeting.stream()
        .filter(line -> line instanceof ServerLine || isTls(line))
        .findFirst()
        .filter(Script::isTls)
        .isPresent();
  }

  /// Whether TLS may begin behind this line of the peer: one that begins such a turn at the
  /// server's end, or one that stands in front of it at the client's.
  boolean mayTurnToTls(Player.End end, String line) {
    Stream<Turn> all = Stream.concat(turns.stream(), rules.stream());
    return end == Player.End.SERVER
        ? all.anyMatch(turn -> turn.body.stream().anyMatch(Script::isTls) && turn.isMeantBy(line))
        : all.anyMatch(turn -> isLastBeforeTls(turn.body, line));
  }

  private static boolean isLastBeforeTls(List<ScriptLine> body, String line) {
    Optional<ServerLine> last = Optional.empty();
    for (ScriptLine part : body) {
      if (part instanceof ServerLine said) {
        last = Optional.of(said);
      } else if (isTls(part) && last.isPresent() && last.get().text().matches(line)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTls(ScriptLine line) {
    return line instanceof MishapLine(_, Mishap mishap)
        && (mishap == Mishap.Protection.TLS || mishap == Mishap.Protection.OFFER_TLS);
  }

  /// Whether a turn from this one on must be played.
  boolean isRequiredFrom(int turn) {
    return turns.subList(turn, turns.size()).stream().anyMatch(Turn::isRequired);
  }

  /// The turn that this line begins, among those that may come now.
  Optional<Integer> turn(String line, int from) {
    for (int i = from; i < turns.size(); i++) {
      if (turns.get(i).isMeantBy(line)) {
        return Optional.of(i);
      }
      if (turns.get(i).isRequired()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The rule for this line.
  Optional<Turn> rule(String line) {
    return rules.stream().filter(rule -> rule.isMeantBy(line)).findFirst();
  }

  /// What is expected at this turn, and where.
  ScriptLine at(int turn) {
    for (Turn later : turns.subList(turn, turns.size())) {
      if (later.isRequired()) {
        return later.head();
      }
    }
    return new Remark(end, "the end");
  }
}
