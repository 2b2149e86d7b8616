package io.ferryftp.client.config;

import io.ferryftp.client.event.ClientListener;
import java.time.InstantSource;
import java.util.Locale;

/// What a client is made with; complete and immutable, made by a [#builder].
public final class ClientConfig {
  /// The port of FTP's control connections.
  public static final int DEFAULT_PORT = 21;

  /// The port of control connections that speak TLS from their first octet.
  public static final int IMPLICIT_TLS_PORT = 990;

  private final String host;
  private final int port;
  private final DataMode dataMode;
  private final PassiveHost passiveHost;
  private final ActiveAddress activeAddress;
  private final ClientTls tls;
  private final ClientLimits limits;
  private final HostMemory memory;
  private final ClientListener listener;
  private final InstantSource clock;

  private ClientConfig(Builder from) {
    host = from.host;
    port = from.port;
    dataMode = from.dataMode;
    passiveHost = from.passiveHost;
    activeAddress = from.activeAddress;
    tls = from.tls;
    limits = from.limits;
    memory = from.memory;
    listener = from.listener;
    clock = from.clock;
  }

  /// A builder with the defaults: port 21, [DataMode#AUTO], [ClientTls#DEFAULT],
  /// [ClientLimits#DEFAULT], a memory of its own, the system's clock, and nobody listening.
  ///
  /// @param host a name or the text of an address
  public static Builder builder(String host) {
    return new Builder(host);
  }

  /// The host as it was given.
  public String host() {
    return host;
  }

  /// The same as memory and known certificates have it: in lower case, because names of hosts do
  /// not differ by case (RFC 4343).
  public String hostKey() {
    return host.toLowerCase(Locale.ROOT);
  }

  public int port() {
    return port;
  }

  public DataMode dataMode() {
    return dataMode;
  }

  public PassiveHost passiveHost() {
    return passiveHost;
  }

  public ActiveAddress activeAddress() {
    return activeAddress;
  }

  public ClientTls tls() {
    return tls;
  }

  public ClientLimits limits() {
    return limits;
  }

  public HostMemory memory() {
    return memory;
  }

  public ClientListener listener() {
    return listener;
  }

  /// The clock that events are stamped by and that tells the year of a listed time.
  public InstantSource clock() {
    return clock;
  }

  /// Collects settings.
  public static final class Builder {
    private final String host;
    private int port = DEFAULT_PORT;
    private DataMode dataMode = DataMode.AUTO;
    private PassiveHost passiveHost = PassiveHost.CONTROL_PEER;
    private ActiveAddress activeAddress = ActiveAddress.ANY;
    private ClientTls tls = ClientTls.DEFAULT;
    private ClientLimits limits = ClientLimits.DEFAULT;
    private HostMemory memory = new SharedMemory();
    private ClientListener listener = _ -> {};
    private InstantSource clock = InstantSource.system();

    private Builder(String host) {
      if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == 0x7F)) {
        throw new IllegalArgumentException("not the name of a host");
      }
      this.host = host;
    }

    /// Where the server listens, 1 to 65535.
    public Builder port(int value) {
      if (value < 1 || value > 0xFFFF) {
        throw new IllegalArgumentException("a port is 1 to 65535, not " + value);
      }
      port = value;
      return this;
    }

    public Builder dataMode(DataMode value) {
      dataMode = value;
      return this;
    }

    public Builder passiveHost(PassiveHost value) {
      passiveHost = value;
      return this;
    }

    public Builder activeAddress(ActiveAddress value) {
      activeAddress = value;
      return this;
    }

    public Builder tls(ClientTls value) {
      tls = value;
      return this;
    }

    public Builder limits(ClientLimits value) {
      limits = value;
      return this;
    }

    /// A memory that several clients share.
    public Builder memory(HostMemory value) {
      memory = value;
      return this;
    }

    public Builder listener(ClientListener value) {
      listener = value;
      return this;
    }

    public Builder clock(InstantSource value) {
      clock = value;
      return this;
    }

    public ClientConfig build() {
      return new ClientConfig(this);
    }
  }
}
