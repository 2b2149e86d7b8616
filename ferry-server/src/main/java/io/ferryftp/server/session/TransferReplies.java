package io.ferryftp.server.session;

import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.TransferOutcome;

/// The final replies of transfers.
final class TransferReplies {
  private TransferReplies() {}

  /// The reply to an outcome; every outcome has exactly one.
  static Reply of(TransferOutcome outcome) {
    return switch (outcome) {
      case TransferOutcome.Completed(var remark) -> Replies.transferComplete(remark);
      case TransferOutcome.Aborted _ -> Replies.transferAborted();
      case TransferOutcome.NotConnected(var why) -> Replies.noDataConnection(why);
      case TransferOutcome.ConnectionLost _ -> Replies.connectionLost();
      case TransferOutcome.NotProtected(var why) -> SecurityReplies.dataNotProtected(why);
      case TransferOutcome.DataRejected(var cause) -> CodingReplies.rejected(cause);
      case TransferOutcome.StorageFailed(var cause) -> Replies.forFailure(cause);
    };
  }
}
