package io.ferryftp.server.transfer;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.ExpectationClosed;
import io.ferryftp.event.ServerEvent.ExpectationEnd;
import io.ferryftp.event.ServerEvent.ExpectationOpened;
import io.ferryftp.event.ServerEvent.PassivePortReused;
import io.ferryftp.event.ServerEvent.StrayConnection;
import io.ferryftp.server.config.Limits;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// The passive ports of a server: bound once, open as long as it runs, shared by all its sessions.
///
/// A session *expects* a connection from its client's address at one of them, and the connection is
/// brought to it; what nobody expects is closed at once. A few ports serve thousands of clients; at
/// one address at most one session per port waits at a time. See ADR 4.
public final class PassivePorts implements Closeable {
  private static final Logger LOG = System.getLogger(PassivePorts.class.getName());

  private final List<PassiveListener> listeners = new ArrayList<>();
  private final List<Integer> leftOut;
  private final Rendezvous rendezvous;
  private final Acceptor acceptor;
  private final LongSupplier nanoClock;
  private final EventListener events;
  private final InstantSource clock;

  /// What each session holds; a session holds one expectation.
  private final Map<Long, Expectation> held = new ConcurrentHashMap<>();

  private PassivePorts(
      List<ServerSocketChannel> channels,
      List<Integer> leftOut,
      Limits limits,
      LongSupplier nanoClock,
      RandomGenerator random,
      DataSockets sockets,
      EventListener events,
      InstantSource clock)
      throws IOException {
    this.leftOut = leftOut;
    this.rendezvous = new Rendezvous(channels.size(), limits, nanoClock, random);
    this.nanoClock = nanoClock;
    this.events = events;
    this.clock = clock;
    for (ServerSocketChannel channel : channels) {
      listeners.add(
          new PassiveListener(channel, listeners.size(), rendezvous, sockets, this::stray));
    }
    this.acceptor = Acceptor.start(listeners);
  }

  /// Binds the ports. Those that are taken are left out.
  ///
  /// @param bindAddress where to listen; `::` is both families
  /// @param ports 0 means any free one
  /// @param activeSourcePort where active data connections come from; it may be one of the ports
  /// @throws BindException if not one of the ports can be bound
  public static PassivePorts open(
      InetAddress bindAddress,
      List<Integer> ports,
      OptionalInt activeSourcePort,
      Limits limits,
      EventListener events,
      InstantSource clock)
      throws IOException {
    return open(bindAddress, ports, activeSourcePort, limits, DataSockets.SYSTEM, events, clock);
  }

  /// The same with other sockets.
  public static PassivePorts open(
      InetAddress bindAddress,
      List<Integer> ports,
      OptionalInt activeSourcePort,
      Limits limits,
      DataSockets sockets,
      EventListener events,
      InstantSource clock)
      throws IOException {
    // Not to be guessed: who knows the next port can be there before the client.
    var random = new SecureRandom();
    return open(
        bindAddress,
        ports,
        activeSourcePort,
        limits,
        System::nanoTime,
        random,
        sockets,
        events,
        clock);
  }

  static PassivePorts open(
      InetAddress bindAddress,
      List<Integer> ports,
      OptionalInt activeSourcePort,
      Limits limits,
      LongSupplier nanoClock,
      RandomGenerator random,
      EventListener events,
      InstantSource clock)
      throws IOException {
    return open(
        bindAddress,
        ports,
        activeSourcePort,
        limits,
        nanoClock,
        random,
        DataSockets.SYSTEM,
        events,
        clock);
  }

  private static PassivePorts open(
      InetAddress bindAddress,
      List<Integer> ports,
      OptionalInt activeSourcePort,
      Limits limits,
      LongSupplier nanoClock,
      RandomGenerator random,
      DataSockets sockets,
      EventListener events,
      InstantSource clock)
      throws IOException {
    List<ServerSocketChannel> channels = new ArrayList<>();
    List<Integer> leftOut = new ArrayList<>();
    try {
      for (int port : ports) {
        boolean shared = port != 0 && activeSourcePort.equals(OptionalInt.of(port));
        var address = new InetSocketAddress(bindAddress, port);
        try {
          channels.add(PassiveListener.bind(address, shared ? PortUse.SHARED : PortUse.ALONE));
        } catch (BindException taken) {
          leftOut.add(port);
          if (leftOut.size() == ports.size()) {
            throw noneLeft(bindAddress, ports, taken);
          }
        }
      }
      channels.sort(Comparator.comparingInt(channel -> channel.socket().getLocalPort()));
      return new PassivePorts(
          channels, List.copyOf(leftOut), limits, nanoClock, random, sockets, events, clock);
    } catch (IOException | RuntimeException failure) {
      for (ServerSocketChannel channel : channels) {
        channel.close();
      }
      throw failure;
    }
  }

  private static BindException noneLeft(
      InetAddress address, List<Integer> ports, BindException reason) {
    int first = ports.getFirst();
    int last = ports.getLast();
    String which = first == last ? "passive port " + first : "passive ports " + first + "-" + last;
    var none =
        new BindException(
            "cannot listen on %s at %s: %s"
                .formatted(which, address.getHostAddress(), reason.getMessage()));
    none.initCause(reason);
    return none;
  }

  /// The open ports, in ascending order.
  public List<Integer> ports() {
    return listeners.stream().map(PassiveListener::port).toList();
  }

  /// How many sessions hold an expectation now.
  public int expectations() {
    return held.size();
  }

  /// The ports that were taken at the start.
  public List<Integer> leftOut() {
    return leftOut;
  }

  /// Makes a session expect a connection from its client at one of the ports, from the moment this
  /// returns: tell the client the port only then. What the session expected before is withdrawn.
  ///
  /// Waits, parked and in turn, when every port is expecting or resting for this address.
  ///
  /// @throws SocketTimeoutException if none came free in [Limits#passiveWait]
  /// @throws ClosedChannelException if the ports are closed
  public Expectation expect(long session, InetAddress client)
      throws IOException, InterruptedException {
    return expect(session, client, Reach.CLIENT);
  }

  /// The same, for a connection that may come from anywhere, where that can be told apart.
  public Expectation expect(long session, InetAddress client, Reach reach)
      throws IOException, InterruptedException {
    Expectation before = held.get(session);
    if (before != null) {
      before.withdraw();
    }
    long asked = nanoClock.getAsLong();
    Rendezvous.Seat seat = rendezvous.claim(client, session, reach);
    PassiveListener listener = listeners.get(seat.claim().port());
    var expectation = new Expectation(session, listener, rendezvous, seat, this::ended);
    // Said before it is armed, and so before it can end.
    Duration waited = Duration.ofNanos(nanoClock.getAsLong() - asked);
    emit(new ExpectationOpened(clock.instant(), session, listener.port(), waited));
    seat.claim()
        .early()
        .ifPresent(rested ->
            emit(new PassivePortReused(clock.instant(), session, listener.port(), rested)));
    held.put(session, expectation);
    try {
      expectation.arm();
    } catch (IOException notArmed) {
      expectation.withdraw();
      throw notArmed;
    }
    return expectation;
  }

  private void ended(Expectation expectation, ExpectationEnd how) {
    held.remove(expectation.session(), expectation);
    emit(new ExpectationClosed(clock.instant(), expectation.session(), expectation.port(), how));
  }

  private void stray(InetSocketAddress local, InetSocketAddress remote) {
    emit(new StrayConnection(clock.instant(), local, remote));
  }

  private void emit(ServerEvent event) {
    try {
      events.on(event);
    } catch (RuntimeException | Error fault) {
      // A listener's bug must not end the acceptor, or an expectation half-way.
      LOG.log(Level.WARNING, "A listener failed on " + event, fault);
    }
  }

  /// Closes the ports. Who waits for a port or a connection gets a [ClosedChannelException].
  @Override
  public void close() {
    rendezvous.close();
    listeners.forEach(PassiveListener::close);
    acceptor.close();
    List.copyOf(held.values()).forEach(Expectation::withdraw);
  }
}
