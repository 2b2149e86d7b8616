package io.ferryftp.tests.peers;

import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.event.ClientListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Remembers what a client did, for assertions and for messages.
final class Conversation implements ClientListener {
  private static final int SHOWN = 40;

  private final List<ClientEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void on(ClientEvent event) {
    events.add(event);
  }

  /// The events of one kind, in their order.
  <E extends ClientEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Forgets what was.
  void clear() {
    events.clear();
  }

  /// The end of the conversation, a line an event.
  @Override
  public String toString() {
    return events.stream()
        .skip(Math.max(0, events.size() - SHOWN))
        .map(event ->
            switch (event) {
              case ClientEvent.CommandSent sent -> "C> " + sent.line();
              case ClientEvent.ReplyReceived received -> "S> " + received.line();
              case ClientEvent.TransferProgress progress -> "   " + progress.octets();
              default -> "   " + event;
            })
        .collect(Collectors.joining("\n"));
  }
}
