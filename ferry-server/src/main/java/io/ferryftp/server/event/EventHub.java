package io.ferryftp.server.event;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/// Hands every event to every listener, in order; what a listener throws, errors too, is logged and
/// goes no further.
public final class EventHub implements EventListener {
  private static final System.Logger LOG = System.getLogger(EventHub.class.getName());

  private final List<EventListener> listeners;
  private final InstantSource clock;

  public EventHub(List<EventListener> listeners, InstantSource clock) {
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /// Makes an event of this moment, if there is anybody to hear it.
  public void emit(Function<Instant, ServerEvent> event) {
    if (!listeners.isEmpty()) {
      on(event.apply(clock.instant()));
    }
  }

  @Override
  public void on(ServerEvent event) {
    for (EventListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        LOG.log(Level.ERROR, "an event listener failed", e);
      }
    }
  }
}
