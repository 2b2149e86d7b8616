package io.ferryftp.server.session;

import io.ferryftp.protocol.command.CodingCommand;
import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.Portion;

/// What later documents than RFC 959 let a client say about its next transfers.
final class CodingHandler {
  /// What is asked, by the record that asks it.
  Step handle(Session session, CodingCommand command) {
    return switch (command) {
      case CodingCommand.Rang(var portion) -> range(session, portion);
      case CodingCommand.OptsDeflate(var level) -> level(session, level);
    };
  }

  /// RANG (draft-bryan-ftp-range): takes the place of a REST, as a REST takes its.
  private static Step range(Session session, Portion portion) {
    return new Step.Answer(session.withPortion(portion), CodingReplies.range(portion));
  }

  /// OPTS MODE Z LEVEL (draft-preston-ftpext-deflate).
  private static Step level(Session session, DeflateMode.Level level) {
    return new Step.Answer(
        session.withParameters(session.parameters().with(level)), CodingReplies.level(level));
  }
}
