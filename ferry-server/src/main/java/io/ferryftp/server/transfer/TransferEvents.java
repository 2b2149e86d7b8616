package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.DataMode;
import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.event.EventHub;
import java.time.Duration;
import java.util.OptionalLong;

/// What the listeners are told of one transfer.
///
/// @param session the number of the session
/// @param transfer the number of the transfer within the session
record TransferEvents(long session, long transfer, EventHub hub) {
  void started(TransferJob job) {
    started(job.direction(), job.path());
  }

  void started(Direction direction, VirtualPath path) {
    hub.emit(at -> new ServerEvent.TransferStarted(at, session, transfer, direction, path));
  }

  void opened(DataMode mode, Wire wire) {
    hub.emit(at ->
        new ServerEvent.DataConnectionOpened(
            at, session, transfer, mode, wire.local(), wire.remote()));
  }

  void secured(DataProtection.Protected ready) {
    ready
        .tls()
        .ifPresent(
            tls -> hub.emit(at -> new ServerEvent.DataProtected(at, session, transfer, tls)));
    ready
        .unbound()
        .ifPresent(
            peer -> hub.emit(at -> new ServerEvent.BindingWaived(at, session, transfer, peer)));
  }

  /// Tells the cause too, which may hold words of a stranger and so is not for the client.
  void handshakeFailed(NotProtectedException e) {
    Throwable cause = e.getCause();
    String detail = cause == null ? "" : " (" + WireText.excerpt(cause.toString()) + ")";
    String why = e.getMessage() + detail;
    hub.emit(at -> new ServerEvent.HandshakeFailed(at, session, OptionalLong.of(transfer), why));
  }

  void progressed(long octets) {
    hub.emit(at -> new ServerEvent.TransferProgress(at, session, transfer, octets));
  }

  void closeNotifyMissing() {
    hub.emit(at -> new ServerEvent.CloseNotifyMissing(at, session, transfer));
  }

  void closed() {
    hub.emit(at -> new ServerEvent.DataConnectionClosed(at, session, transfer));
  }

  void ended(TransferJob job, TransferOutcome outcome, long octets, Duration duration) {
    ended(job.direction(), job.path(), outcome, octets, duration);
  }

  void ended(
      Direction direction,
      VirtualPath path,
      TransferOutcome outcome,
      long octets,
      Duration duration) {
    hub.emit(at ->
        new ServerEvent.TransferEnded(
            at,
            session,
            transfer,
            direction,
            path,
            Outcomes.kind(outcome),
            octets,
            duration,
            Outcomes.cause(outcome)));
  }
}
