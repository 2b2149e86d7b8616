package io.ferryftp.client.config;

import io.ferryftp.protocol.data.DataWay;
import java.util.Optional;

/// What is remembered of servers from one client to the next. Implementations serve many threads.
public interface HostMemory {
  /// The way that led to a data connection with this server when others had failed.
  Optional<DataWay> dataWay(String host, int port);

  /// Remembers the way that led to a data connection when others had failed.
  void remember(String host, int port, DataWay way);
}
