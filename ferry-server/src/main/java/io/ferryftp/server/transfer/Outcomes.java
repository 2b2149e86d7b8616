package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.Outcome;
import java.util.Optional;

/// Outcomes as events tell them.
final class Outcomes {
  private Outcomes() {}

  static Outcome kind(TransferOutcome outcome) {
    return switch (outcome) {
      case TransferOutcome.Completed _ -> Outcome.COMPLETED;
      case TransferOutcome.Aborted _ -> Outcome.ABORTED;
      case TransferOutcome.NotConnected _ -> Outcome.NOT_CONNECTED;
      case TransferOutcome.NotProtected _ -> Outcome.NOT_PROTECTED;
      case TransferOutcome.ConnectionLost _ -> Outcome.CONNECTION_LOST;
      case TransferOutcome.DataRejected _ -> Outcome.DATA_REJECTED;
      case TransferOutcome.StorageFailed _ -> Outcome.STORAGE_FAILED;
    };
  }

  static Optional<String> cause(TransferOutcome outcome) {
    return switch (outcome) {
      case TransferOutcome.Completed(var remark) ->
          remark.isEmpty() ? Optional.empty() : Optional.of(remark);
      case TransferOutcome.Aborted _ -> Optional.empty();
      case TransferOutcome.NotConnected(var why) -> Optional.of(why);
      case TransferOutcome.NotProtected(var why) -> Optional.of(why);
      case TransferOutcome.ConnectionLost(var why) -> Optional.of(why);
      case TransferOutcome.DataRejected(var cause) -> Optional.of(cause.toString());
      case TransferOutcome.StorageFailed(var cause) -> Optional.of(cause.toString());
    };
  }
}
