package io.ferryftp.server.config;

import io.ferryftp.account.Authenticator;
import io.ferryftp.event.EventListener;
import io.ferryftp.storage.Storage;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// What a server is started with; complete and immutable. [#with] a change gives another one.
///
/// @param listen where control connections come in; port 0 takes a free one
/// @param passivePorts the shared passive ports, each 1 to 65535, or 0 for free ones; not empty
/// @param passiveAddress the address that clients from outside are told, asked for at every PASV (a
///   name may change its address); empty: the address that the client connected to
/// @param activePort the source port of active data connections; empty: the listening port less one
/// @param cleartext from where clear-text passwords are accepted
/// @param limits every limit
/// @param authenticator who may log in
/// @param storage where their files are
/// @param listeners that hear every event, in this order
/// @param clock for time stamps; never for limits, which run on the monotonic clock
public record ServerConfig(
    InetSocketAddress listen,
    List<Integer> passivePorts,
    Supplier<Optional<Inet4Address>> passiveAddress,
    OptionalInt activePort,
    CleartextPolicy cleartext,
    Limits limits,
    Authenticator authenticator,
    Storage storage,
    List<EventListener> listeners,
    InstantSource clock) {
  public ServerConfig {
    if (passivePorts.isEmpty()) {
      throw new IllegalArgumentException("a server needs a passive port");
    }
    passivePorts = List.copyOf(passivePorts);
    listeners = List.copyOf(listeners);
  }

  /// A configuration with the defaults, listening on a free port of the loopback address with ten
  /// free passive ports: what an embedding program or a test starts from.
  public static ServerConfig local(Authenticator authenticator, Storage storage) {
    return new ServerConfig(
        new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0),
        List.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Optional::empty,
        OptionalInt.empty(),
        CleartextPolicy.LOOPBACK_ONLY,
        Limits.DEFAULT,
        authenticator,
        storage,
        List.of(),
        InstantSource.system());
  }

  /// The same, listening elsewhere.
  public ServerConfig with(InetSocketAddress other) {
    return new ServerConfig(
        other,
        passivePorts,
        passiveAddress,
        activePort,
        cleartext,
        limits,
        authenticator,
        storage,
        listeners,
        clock);
  }

  /// The same, with other limits.
  public ServerConfig with(Limits other) {
    return new ServerConfig(
        listen,
        passivePorts,
        passiveAddress,
        activePort,
        cleartext,
        other,
        authenticator,
        storage,
        listeners,
        clock);
  }

  /// The same, with one more listener.
  public ServerConfig with(EventListener listener) {
    var all = new java.util.ArrayList<>(listeners);
    all.add(listener);
    return new ServerConfig(
        listen,
        passivePorts,
        passiveAddress,
        activePort,
        cleartext,
        limits,
        authenticator,
        storage,
        all,
        clock);
  }

  /// The same, with another clock.
  public ServerConfig with(InstantSource other) {
    return new ServerConfig(
        listen,
        passivePorts,
        passiveAddress,
        activePort,
        cleartext,
        limits,
        authenticator,
        storage,
        listeners,
        other);
  }
}
