package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.ExpansionException;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import java.io.IOException;

/// What a client reads about how data are coded, and which octets of a file they are.
final class CodingReplies {
  private CodingReplies() {}

  static Reply doesNotCombine(Verb verb, TransferParameters parameters, Portion portion) {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, Combination.shown(verb, parameters, portion));
  }

  static Reply range(Portion portion) {
    return Reply.of(
        ReplyCode.PENDING,
        portion.last().isEmpty()
            ? "The next transfer is of the whole file"
            : "The next transfer is of octets "
                + portion.first()
                + " to "
                + portion.last().getAsLong());
  }

  static Reply rangeBehindEnd() {
    return Reply.of(ReplyCode.RANGE_INVALID, "The range begins behind the end of the file");
  }

  static Reply offsetNotCounted(long limitOctets) {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED,
        "Offsets in type A are not counted in files above " + limitOctets + " octets; use TYPE I");
  }

  static Reply level(DeflateMode.Level level) {
    return Reply.of(ReplyCode.OK, "MODE Z LEVEL is " + level.number());
  }

  static Reply sizeOfRecords() {
    return Reply.of(ReplyCode.PARAMETER_NOT_IMPLEMENTED, "SIZE counts no records; use STRU F");
  }

  /// The reply to data that are refused. The causes are of our own making and made to be shown.
  static Reply rejected(IOException cause) {
    ReplyCode code =
        cause instanceof ExpansionException ? ReplyCode.SPACE_EXCEEDED : ReplyCode.LOCAL_ERROR;
    return Reply.of(code, "Transfer aborted: " + cause.getMessage());
  }
}
