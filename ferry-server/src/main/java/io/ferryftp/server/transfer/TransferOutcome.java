package io.ferryftp.server.transfer;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/// How a transfer ended.
public sealed interface TransferOutcome {
  /// Everything was moved, and an upload is as durable as storage promises.
  ///
  /// @param remark for the client; may be empty
  record Completed(String remark) implements TransferOutcome {}

  /// The client asked for the end.
  record Aborted() implements TransferOutcome {}

  /// No data connection came about.
  ///
  /// @param why for the client
  record NotConnected(String why) implements TransferOutcome {
    static NotConnected because(IOException e, Duration limit) {
      return new NotConnected(
          e instanceof SocketTimeoutException
              ? "No data connection came about within " + limit.toSeconds() + " s"
              : "The data connection could not be made");
    }
  }

  /// The data connection was in clear, or TLS failed on it; nothing was moved.
  ///
  /// @param why for the client: the cause and a remedy
  record NotProtected(String why) implements TransferOutcome {}

  /// The data connection broke or stalled, or the control connection has gone.
  ///
  /// @param why for the log
  record ConnectionLost(String why) implements TransferOutcome {}

  /// What came is not coded as MODE and STRU say, or would become too much.
  ///
  /// @param cause with a message that is made to be shown
  record DataRejected(IOException cause) implements TransferOutcome {}

  /// Storage failed.
  record StorageFailed(IOException cause) implements TransferOutcome {}
}
