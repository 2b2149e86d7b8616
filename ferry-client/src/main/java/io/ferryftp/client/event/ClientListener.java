package io.ferryftp.client.event;

/// Hears what a client does, on the client's own thread: it must not block for long, and what it
/// throws ends the operation.
@FunctionalInterface
public interface ClientListener {
  /// Something happened.
  void on(ClientEvent event);
}
