package io.ferryftp.server.config;

import io.ferryftp.account.Authenticator;
import io.ferryftp.event.EventListener;
import io.ferryftp.storage.Storage;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a server is started with; complete and immutable.
///
/// It is made by a [#builder], which knows a default for all but accounts and storage, so that a
/// setting of a later version disturbs nobody. [#toBuilder] leads to a changed copy.
public final class ServerConfig {
  /// The words behind `SITE` that the engine answers itself.
  public static final Set<String> BUILT_IN_SITE_WORDS =
      Set.of("CHMOD", "COPY", "HELP", "SYMLINK", "UMASK", "UTIME");

  private final InetSocketAddress listen;
  private final List<Integer> passivePorts;
  private final Supplier<Optional<Inet4Address>> passiveAddress;
  private final OptionalInt activePort;
  private final TlsPolicy tlsPolicy;
  private final Optional<ServerTls> tls;
  private final Optional<InetSocketAddress> implicitListen;
  private final Limits limits;
  private final Authenticator authenticator;
  private final Storage storage;
  private final List<EventListener> listeners;
  private final InstantSource clock;
  private final List<SiteCommand> siteCommands;
  private final DeviceRules devices;

  private ServerConfig(Builder from) {
    listen = from.listen;
    passivePorts = from.passivePorts;
    passiveAddress = from.passiveAddress;
    activePort = from.activePort;
    tlsPolicy = from.tlsPolicy;
    tls = from.tls;
    implicitListen = from.implicitListen;
    limits = from.limits;
    authenticator = from.authenticator;
    storage = from.storage;
    listeners = List.copyOf(from.listeners);
    clock = from.clock;
    siteCommands = List.copyOf(from.siteCommands);
    devices = from.devices;
  }

  /// A builder with the defaults: a free port of the loopback address, ten free passive ports,
  /// passwords from this machine only, [Limits#DEFAULT], the system's clock, and nobody listening.
  ///
  /// @param authenticator who may log in
  /// @param storage where their files are
  public static Builder builder(Authenticator authenticator, Storage storage) {
    return new Builder(authenticator, storage);
  }

  /// A builder that starts from this configuration.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Where control connections come in; port 0 takes a free one.
  public InetSocketAddress listen() {
    return listen;
  }

  /// The shared passive ports, each 1 to 65535, or 0 for free ones; not empty.
  public List<Integer> passivePorts() {
    return passivePorts;
  }

  /// The address that clients from outside are told, asked for at every PASV (a name may change its
  /// address); empty: the address that the client connected to.
  public Supplier<Optional<Inet4Address>> passiveAddress() {
    return passiveAddress;
  }

  /// The source port of active data connections, 0 for free ones; empty: the listening port less
  /// one.
  public OptionalInt activePort() {
    return activePort;
  }

  /// Who may talk in clear.
  public TlsPolicy tlsPolicy() {
    return tlsPolicy;
  }

  /// How TLS is spoken; empty: not at all, for want of a certificate.
  public Optional<ServerTls> tls() {
    return tls;
  }

  /// Where control connections come in that begin with TLS (implicit FTPS, usually port 990);
  /// empty: nowhere.
  public Optional<InetSocketAddress> implicitListen() {
    return implicitListen;
  }

  /// Every limit.
  public Limits limits() {
    return limits;
  }

  /// Who may log in.
  public Authenticator authenticator() {
    return authenticator;
  }

  /// Where their files are.
  public Storage storage() {
    return storage;
  }

  /// Who hears every event, in this order.
  public List<EventListener> listeners() {
    return listeners;
  }

  /// For time stamps; never for limits, which run on the monotonic clock.
  public InstantSource clock() {
    return clock;
  }

  /// What `SITE` offers besides [#BUILT_IN_SITE_WORDS], in the order of `SITE HELP`.
  public List<SiteCommand> siteCommands() {
    return siteCommands;
  }

  /// Which clients are treated by which device profile.
  public DeviceRules devices() {
    return devices;
  }

  /// A configuration in the making; every setter is named after the accessor that shows its value.
  public static final class Builder {
    private static final int FREE_PASSIVE_PORTS = 10;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern WORD = Pattern.compile("[A-Z]+");

    private final Authenticator authenticator;
    private final Storage storage;
    private final List<EventListener> listeners = new ArrayList<>();
    private final List<SiteCommand> siteCommands = new ArrayList<>();
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private List<Integer> passivePorts = Collections.nCopies(FREE_PASSIVE_PORTS, 0);
    private Supplier<Optional<Inet4Address>> passiveAddress = Optional::empty;
    private OptionalInt activePort = OptionalInt.empty();
    private TlsPolicy tlsPolicy = TlsPolicy.AUTO;
    private Optional<ServerTls> tls = Optional.empty();
    private Optional<InetSocketAddress> implicitListen = Optional.empty();
    private Limits limits = Limits.DEFAULT;
    private InstantSource clock = InstantSource.system();
    private DeviceRules devices = DeviceRules.NONE;

    private Builder(Authenticator authenticator, Storage storage) {
      this.authenticator = authenticator;
      this.storage = storage;
    }

    private Builder(ServerConfig from) {
      this(from.authenticator, from.storage);
      listeners.addAll(from.listeners);
      siteCommands.addAll(from.siteCommands);
      listen = from.listen;
      passivePorts = from.passivePorts;
      passiveAddress = from.passiveAddress;
      activePort = from.activePort;
      tlsPolicy = from.tlsPolicy;
      tls = from.tls;
      implicitListen = from.implicitListen;
      limits = from.limits;
      clock = from.clock;
      devices = from.devices;
    }

    public Builder listen(InetSocketAddress address) {
      listen = address;
      return this;
    }

    /// Replaces all passive ports.
    ///
    /// @throws IllegalArgumentException if there is none, or one that no port can be
    public Builder passivePorts(List<Integer> ports) {
      if (ports.isEmpty()) {
        throw new IllegalArgumentException("a server needs a passive port");
      }
      ports.forEach(Builder::requirePort);
      passivePorts = List.copyOf(ports);
      return this;
    }

    public Builder passiveAddress(Supplier<Optional<Inet4Address>> address) {
      passiveAddress = address;
      return this;
    }

    /// Takes this port instead of the one below the listening port; 0 takes free ones.
    ///
    /// @throws IllegalArgumentException if no port can be that
    public Builder activePort(int port) {
      requirePort(port);
      activePort = OptionalInt.of(port);
      return this;
    }

    public Builder tlsPolicy(TlsPolicy policy) {
      tlsPolicy = policy;
      return this;
    }

    public Builder tls(ServerTls how) {
      tls = Optional.of(how);
      return this;
    }

    /// Takes control connections here that begin with TLS; it needs [#tls].
    public Builder implicitListen(InetSocketAddress address) {
      implicitListen = Optional.of(address);
      return this;
    }

    public Builder limits(Limits all) {
      limits = all;
      return this;
    }

    /// Adds a listener, which hears of everything after those that were added before it.
    public Builder listener(EventListener listener) {
      listeners.add(listener);
      return this;
    }

    public Builder clock(InstantSource source) {
      clock = source;
      return this;
    }

    public Builder devices(DeviceRules rules) {
      devices = rules;
      return this;
    }

    /// Adds a command behind `SITE`.
    ///
    /// @throws IllegalArgumentException if its word is not of the letters A to Z, or is taken by a
    ///   command that was added before or by one of [#BUILT_IN_SITE_WORDS]
    public Builder siteCommand(SiteCommand command) {
      String word = command.word();
      if (!WORD.matcher(word).matches()) {
        throw new IllegalArgumentException("SITE " + word + ": only A to Z make a word");
      }
      if (BUILT_IN_SITE_WORDS.contains(word)
          || siteCommands.stream().anyMatch(known -> known.word().equals(word))) {
        throw new IllegalArgumentException("SITE " + word + " exists already");
      }
      siteCommands.add(command);
      return this;
    }

    /// The configuration as it is now; the builder can go on.
    ///
    /// @throws IllegalArgumentException if TLS is demanded that nobody can speak
    public ServerConfig build() {
      if (tls.isEmpty() && tlsPolicy == TlsPolicy.REQUIRED) {
        throw new IllegalArgumentException("TLS is required, and there is no certificate for it");
      }
      if (implicitListen.isPresent() && (tls.isEmpty() || tlsPolicy == TlsPolicy.OFF)) {
        throw new IllegalArgumentException(
            "implicit FTPS begins with TLS, and "
                + (tls.isEmpty() ? "there is no certificate for it" : "TLS is off"));
      }
      return new ServerConfig(this);
    }

    private static void requirePort(int port) {
      if (port < 0 || port > HIGHEST_PORT) {
        throw new IllegalArgumentException(port + " is not a port");
      }
    }
  }
}
