package io.ferryftp.tests.soak;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/// How many of each thing a server has begun and ended.
final class Tally implements EventListener {
  /// What is counted.
  enum Count {
    SESSIONS_OPENED,
    SESSIONS_CLOSED,
    EXPECTATIONS_OPENED,
    EXPECTATIONS_CLOSED,
    TRANSFERS_STARTED,
    TRANSFERS_ENDED,
    CONNECTIONS_OPENED,
    CONNECTIONS_CLOSED,
    CONNECTIONS_PROTECTED,
    ACTIVE,
    COMPLETED,
    ABORTED,
    NOT_CONNECTED,
    CONNECTION_LOST,
    NOT_PROTECTED,
    DATA_REJECTED,
    STORAGE_FAILED,
    LOGINS,
    LOGINS_FAILED,
    HANDSHAKES_FAILED,
    STRAYS,
    COMMANDS,
    OCTETS
  }

  private final Map<Count, AtomicLong> counts = new EnumMap<>(Count.class);

  Tally() {
    for (Count count : Count.values()) {
      counts.put(count, new AtomicLong());
    }
  }

  private void add(Count count) {
    add(count, 1);
  }

  private void add(Count count, long amount) {
    AtomicLong sum = counts.get(count);
    if (sum != null) {
      sum.addAndGet(amount);
    }
  }

  @Override
  public void on(ServerEvent event) {
    switch (event) {
      case ServerEvent.SessionOpened _ -> add(Count.SESSIONS_OPENED);
      case ServerEvent.SessionClosed _ -> add(Count.SESSIONS_CLOSED);
      case ServerEvent.ExpectationOpened _ -> add(Count.EXPECTATIONS_OPENED);
      case ServerEvent.ExpectationClosed _ -> add(Count.EXPECTATIONS_CLOSED);
      case ServerEvent.TransferStarted _ -> add(Count.TRANSFERS_STARTED);
      case ServerEvent.DataConnectionOpened e -> {
        add(Count.CONNECTIONS_OPENED);
        if (e.mode() == ServerEvent.DataMode.ACTIVE) {
          add(Count.ACTIVE);
        }
      }
      case ServerEvent.DataConnectionClosed _ -> add(Count.CONNECTIONS_CLOSED);
      case ServerEvent.DataProtected _ -> add(Count.CONNECTIONS_PROTECTED);
      case ServerEvent.TransferEnded e -> {
        add(Count.TRANSFERS_ENDED);
        add(Count.valueOf(e.outcome().name()));
        add(Count.OCTETS, e.octets());
      }
      case ServerEvent.LoginSucceeded _ -> add(Count.LOGINS);
      case ServerEvent.LoginFailed _ -> add(Count.LOGINS_FAILED);
      case ServerEvent.HandshakeFailed _ -> add(Count.HANDSHAKES_FAILED);
      case ServerEvent.StrayConnection _ -> add(Count.STRAYS);
      case ServerEvent.CommandReceived _ -> add(Count.COMMANDS);
      default -> {}
    }
  }

  /// What it comes to.
  Map<String, Long> now() {
    var now = new TreeMap<String, Long>();
    counts.forEach((count, sum) -> now.put(count.name(), sum.get()));
    return now;
  }
}
