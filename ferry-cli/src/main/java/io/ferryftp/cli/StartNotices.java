package io.ferryftp.cli;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.util.ArrayList;
import java.util.List;

/// Keeps the notices of the start for the start screen, where they are read; later ones, and
/// everything else, go on to the log.
final class StartNotices implements EventListener {
  private final EventListener log;
  private final List<String> kept = new ArrayList<>();
  private Phase phase = Phase.STARTING;

  private enum Phase {
    STARTING,
    STARTED
  }

  StartNotices(EventListener log) {
    this.log = log;
  }

  @Override
  public void on(ServerEvent event) {
    if (!(event instanceof ServerEvent.Notice notice) || !keep(notice)) {
      log.on(event);
    }
  }

  private synchronized boolean keep(ServerEvent.Notice notice) {
    return phase == Phase.STARTING && kept.add(notice.sentence());
  }

  /// The notices so far; from now on none is kept.
  synchronized List<String> take() {
    phase = Phase.STARTED;
    return List.copyOf(kept);
  }
}
