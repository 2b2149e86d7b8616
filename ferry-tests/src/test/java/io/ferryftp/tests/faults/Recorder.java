package io.ferryftp.tests.faults;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;

/// What was told, and whether it came in pairs.
final class Recorder implements EventListener {
  private final List<ServerEvent> events = new CopyOnWriteArrayList<>();
  private final Ledger ledger;

  Recorder(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void on(ServerEvent event) {
    events.add(event);
    ledger.nudge();
  }

  /// Whether a transfer of any session has ended.
  boolean hasEndedTransfer() {
    return events.stream().anyMatch(ServerEvent.TransferEnded.class::isInstance);
  }

  List<ServerEvent> all() {
    return List.copyOf(events);
  }

  void clear() {
    events.clear();
  }

  /// What began and did not end, or ended and had not begun; empty if all is in pairs.
  List<String> unpaired() {
    var open = new TreeSet<String>();
    var wrong = new ArrayList<String>();
    for (ServerEvent event : events) {
      switch (event) {
        case ServerEvent.SessionOpened e -> begin(open, wrong, "session " + e.session());
        case ServerEvent.SessionClosed e -> end(open, wrong, "session " + e.session());
        case ServerEvent.ExpectationOpened e ->
            begin(open, wrong, "expectation " + e.session() + " at " + e.port());
        case ServerEvent.ExpectationClosed e ->
            end(open, wrong, "expectation " + e.session() + " at " + e.port());
        case ServerEvent.TransferStarted e ->
            begin(open, wrong, "transfer " + e.session() + "/" + e.transfer());
        case ServerEvent.TransferEnded e ->
            end(open, wrong, "transfer " + e.session() + "/" + e.transfer());
        case ServerEvent.DataConnectionOpened e ->
            begin(open, wrong, "connection " + e.session() + "/" + e.transfer());
        case ServerEvent.DataConnectionClosed e ->
            end(open, wrong, "connection " + e.session() + "/" + e.transfer());
        default -> {}
      }
    }
    open.forEach(what -> wrong.add(what + " has no end"));
    return wrong;
  }

  private static void begin(Set<String> open, List<String> wrong, String what) {
    if (!open.add(what)) {
      wrong.add(what + " began twice");
    }
  }

  private static void end(Set<String> open, List<String> wrong, String what) {
    if (!open.remove(what)) {
      wrong.add(what + " ended without a beginning");
    }
  }
}
