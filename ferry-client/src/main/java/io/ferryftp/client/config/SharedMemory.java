package io.ferryftp.client.config;

import io.ferryftp.client.config.HostNotes.TlsOffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A memory for as long as it lives, of the thousand servers used last; those that have not spoken
/// TLS are forgotten first. Hosts are the same in upper and lower case.
public final class SharedMemory implements HostMemory {
  /// The most servers.
  public static final int MAX_HOSTS = 1000;

  private record Server(String host, int port) {
    static Server of(String host, int port) {
      return new Server(host.toLowerCase(Locale.ROOT), port);
    }
  }

  private final LinkedHashMap<Server, HostNotes> servers = new LinkedHashMap<>(16, 0.75f, true);

  @Override
  public synchronized HostNotes notes(String host, int port) {
    return servers.getOrDefault(Server.of(host, port), HostNotes.NONE);
  }

  @Override
  public synchronized void remember(String host, int port, HostNotes notes) {
    servers.put(Server.of(host, port), notes);
    if (servers.size() > MAX_HOSTS) {
      forgetOne();
    }
  }

  private void forgetOne() {
    Server eldest = servers.firstEntry().getKey();
    servers.remove(
        servers.entrySet().stream()
            .filter(entry -> entry.getValue().tls() != TlsOffer.SEEN)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(eldest));
  }
}
