package io.ferryftp.server.session;

import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.transfer.FileJob;
import io.ferryftp.server.transfer.TooManyJobsException;
import io.ferryftp.server.transfer.TransferOutcome;
import java.util.Locale;
import java.util.function.Function;

/// Every sentence about jobs without a data connection: digests and copies.
final class FileJobReplies {
  private FileJobReplies() {}

  /// The final reply of a job.
  ///
  /// @param done the reply if it is completed with this remark
  static Reply of(TransferOutcome outcome, Function<String, Reply> done) {
    return switch (outcome) {
      case TransferOutcome.Completed(var remark) -> done.apply(remark);
      case TransferOutcome.StorageFailed(TooManyJobsException _) ->
          Reply.of(ReplyCode.FILE_BUSY, "Too many of these run at the same time; try again");
      case TransferOutcome.Aborted _, TransferOutcome.ConnectionLost _ ->
          Reply.of(ReplyCode.TRANSFER_ABORTED, "Stopped before it was done");
      case TransferOutcome.NotConnected _,
          TransferOutcome.NotProtected _,
          TransferOutcome.DataRejected _,
          TransferOutcome.StorageFailed _ ->
          TransferReplies.of(outcome);
    };
  }

  /// The reply to HASH, which says what was digested (draft-bryan-ftpext-hash).
  ///
  /// @param pathname as the client sent it
  static Reply hash(FileJob.Digest job, String hex, String pathname) {
    long last = job.first() + Math.max(0, job.count() - 1);
    return Reply.of(
        ReplyCode.FILE_STATUS,
        job.algorithm().word() + " " + job.first() + "-" + last + " " + hex + " " + pathname);
  }

  /// The reply to XCRC and its kin: clients take the first word.
  static Reply checksum(String hex) {
    return Reply.of(ReplyCode.FILE_ACTION_COMPLETE, hex.toUpperCase(Locale.ROOT));
  }

  static Reply algorithm(DigestAlgorithm algorithm) {
    return Reply.of(ReplyCode.OK, algorithm.word());
  }

  static Reply behindTheEnd() {
    return Reply.of(ReplyCode.RANGE_INVALID, "The range begins behind the end of the file");
  }

  static Reply backwards() {
    return Reply.of(ReplyCode.BAD_ARGUMENT, "The range runs backwards");
  }

  static Reply copied() {
    return Reply.of(ReplyCode.OK, "Copied");
  }
}
