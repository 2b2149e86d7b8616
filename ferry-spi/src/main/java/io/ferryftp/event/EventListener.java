package io.ferryftp.event;

/// Hears what happens. Called in the thread in which it happens, in order within a session and by
/// many sessions at once: it must return soon, and what it throws is logged and otherwise ignored.
@FunctionalInterface
public interface EventListener {
  void on(ServerEvent event);
}
