package io.ferryftp.client.config;

import io.ferryftp.protocol.data.DataWay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A memory for as long as it lives, of the thousand servers used last.
public final class SharedMemory implements HostMemory {
  /// The most servers.
  public static final int MAX_HOSTS = 1000;

  private record Server(String host, int port) {}

  private final Map<Server, DataWay> ways =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Server, DataWay> eldest) {
          return size() > MAX_HOSTS;
        }
      };

  @Override
  public synchronized Optional<DataWay> dataWay(String host, int port) {
    return Optional.ofNullable(ways.get(new Server(host, port)));
  }

  @Override
  public synchronized void remember(String host, int port, DataWay way) {
    ways.put(new Server(host, port), way);
  }
}
