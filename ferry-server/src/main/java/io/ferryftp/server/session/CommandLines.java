package io.ferryftp.server.session;

import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.server.config.Limits;
import java.time.Duration;

/// The command lines of one session, each waited for as long as its limits allow.
final class CommandLines {
  private final ControlConnection control;
  private final Limits limits;
  private final SessionClock clock;
  private final Transfers transfers;
  private final Lead lead;

  CommandLines(
      ControlConnection control,
      Limits limits,
      SessionClock clock,
      Transfers transfers,
      Lead lead) {
    this.control = control;
    this.limits = limits;
    this.clock = clock;
    this.transfers = transfers;
    this.lead = lead;
  }

  /// Waits for the next line; a hot thread no longer than [Lead#patience]. A running transfer has
  /// limits of its own, and counts as activity.
  ControlLine next(Session session) {
    if (lead.isHot()) {
      return control.readLine(lead.patience());
    }
    while (true) {
      boolean running = transfers.isRunning();
      Duration limit = running ? limits.idleTime() : clock.left(session);
      ControlLine line = control.readLine(limit);
      if (!(line instanceof ControlLine.TimedOut)
          || (!transfers.isRunning() && !clock.left(session).isPositive())) {
        return line;
      }
    }
  }
}
