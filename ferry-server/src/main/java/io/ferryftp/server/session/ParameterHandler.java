package io.ferryftp.server.session;

import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferMode;
import io.ferryftp.protocol.file.Fact;
import java.util.List;

/// How transfers will go: RFC 959 §4.1.2, and OPTS.
final class ParameterHandler {
  /// TYPE.
  Step type(Session session, Representation representation) {
    return new Step.Answer(
        session.withParameters(session.parameters().with(representation)),
        Replies.ok("Type is " + representation.format()));
  }

  /// STRU.
  Step stru(Session session, FileStructure structure) {
    return new Step.Answer(
        session.withParameters(session.parameters().with(structure)),
        Replies.ok("Structure is " + structure.format()));
  }

  /// MODE.
  Step mode(Session session, TransferMode mode) {
    return new Step.Answer(
        session.withParameters(session.parameters().with(mode)),
        Replies.ok("Mode is " + mode.format()));
  }

  /// REST (RFC 3659 §5).
  Step rest(Session session, long offset) {
    return new Step.Answer(session.withPortion(Portion.from(offset)), Replies.restarting(offset));
  }

  /// ALLO: files take the room they need when it comes.
  Step allo(Session session) {
    return new Step.Answer(session, Replies.allocationSuperfluous());
  }

  /// OPTS MLST (RFC 3659 §7.9).
  Step facts(Session session, List<Fact> facts) {
    var shown = new StringBuilder("MLST OPTS ");
    facts.forEach(fact -> shown.append(fact.word()).append(';'));
    return new Step.Answer(session.withFacts(facts), Replies.ok(shown.toString().strip()));
  }
}
