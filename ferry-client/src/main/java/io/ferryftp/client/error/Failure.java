package io.ferryftp.client.error;

import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.text.WireText;
import java.util.Optional;

/// What every [FtpException] knows. It holds no secret: neither a password nor an argument of a
/// verb that carries one.
///
/// @param step where it happened
/// @param verb the verb that was being carried out, if any
/// @param reply what the server said to it, if it said something
/// @param what happened, one sentence without full stop
/// @param remedy what to try; empty if there is nothing to say
public record Failure(
    Step step, Optional<Verb> verb, Optional<ReceivedReply> reply, String what, String remedy) {
  /// How much of a reply stands in a sentence, in characters.
  private static final int SHOWN_CHARS = 300;

  /// A failure without verb and reply.
  public static Failure at(Step step, String what) {
    return new Failure(step, Optional.empty(), Optional.empty(), what, "");
  }

  /// The same, while this verb was carried out.
  public Failure during(Verb during) {
    return new Failure(step, Optional.of(during), reply, what, remedy);
  }

  /// The same, answered by this reply.
  public Failure answered(ReceivedReply answer) {
    return new Failure(step, verb, Optional.of(answer), what, remedy);
  }

  /// The same, with something to try.
  public Failure tryThis(String advice) {
    return new Failure(step, verb, reply, what, advice);
  }

  /// One line: what happened, what the server said, and what to try.
  public String sentence() {
    var out = new StringBuilder(what);
    reply.ifPresent(
        said -> out.append(": ").append(said.number()).append(' ').append(shortened(said.text())));
    if (!remedy.isEmpty()) {
      out.append("; ").append(remedy);
    }
    return WireText.printable(out.toString());
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "...";
  }
}
