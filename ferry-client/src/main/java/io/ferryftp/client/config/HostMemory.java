package io.ferryftp.client.config;

/// What is remembered of servers from one client to the next. Implementations serve many threads.
/// Hosts come in lower case.
public interface HostMemory {
  /// What is known of this server; [HostNotes#NONE] if nothing is.
  HostNotes notes(String host, int port);

  /// Remembers this of the server, in place of what was known.
  void remember(String host, int port, HostNotes notes);
}
