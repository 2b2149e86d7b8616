package io.ferryftp.cli;

import io.ferryftp.event.ServerEvent;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where the open sessions come from, learnt from their events: a login that does not say from
/// where is of no use to whoever reads the log.
final class Peers {
  private final Map<Long, InetSocketAddress> bySession = new ConcurrentHashMap<>();

  void learn(ServerEvent event) {
    if (event instanceof ServerEvent.SessionOpened opened) {
      bySession.put(opened.session(), opened.remote());
    }
  }

  void forget(ServerEvent event) {
    if (event instanceof ServerEvent.SessionClosed closed) {
      bySession.remove(closed.session());
    }
  }

  Optional<InetSocketAddress> of(ServerEvent.OfSession event) {
    return Optional.ofNullable(bySession.get(event.session()));
  }
}
