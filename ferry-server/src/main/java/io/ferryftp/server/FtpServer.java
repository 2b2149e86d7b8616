package io.ferryftp.server;

import io.ferryftp.event.ServerEvent.Notice;
import io.ferryftp.event.ServerEvent.ServerStarted;
import io.ferryftp.event.ServerEvent.ServerStopped;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsProof;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.server.session.Engine;
import io.ferryftp.server.session.SessionLoop;
import io.ferryftp.server.session.SessionThreads;
import io.ferryftp.server.tls.TlsSelfCheck;
import io.ferryftp.server.tls.TlsSelfCheckException;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.TransferSetting;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// A running FTP server. It starts whole or not at all, and [#close] leaves nothing behind.
public final class FtpServer implements AutoCloseable {
  /// How long the listener rests when the process has no descriptor left.
  private static final Duration ACCEPT_REST = Duration.ofMillis(100);

  /// How long cut sessions may take to let go, before the rest is closed over their heads.
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// How long they may take after that; a storage that hangs keeps them longer.
  private static final Duration SEVER_LIMIT = Duration.ofSeconds(1);

  private static final byte[] FULL =
      "421 Too many sessions, try again later\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerConfig config;
  private final ControlListener listener;
  private final Optional<ControlListener> implicitListener;
  private final EventHub events;
  private final StallWatch stallWatch = new StallWatch();
  private final StorageCalls storageCalls = new StorageCalls();
  private final SessionThreads threads = new SessionThreads();
  private final PassivePorts passivePorts;
  private final TransferSetting transfers;
  private final AtomicLong accepted = new AtomicLong();
  private final Map<Long, SessionLoop> sessions = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewerSessions = lock.newCondition();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean draining;

  private FtpServer(
      ServerConfig config, ControlListener listener, Optional<ControlListener> implicitListener)
      throws IOException {
    this.config = config;
    this.listener = listener;
    this.implicitListener = implicitListener;
    this.events = new EventHub(config.listeners(), config.clock());
    this.passivePorts =
        PassivePorts.open(
            config.listen().getAddress(),
            config.passivePorts(),
            OptionalInt.of(sourcePort(listener)),
            config.limits(),
            events,
            config.clock());
    this.transfers = new TransferSetting(config.limits(), storageCalls, stallWatch, events);
  }

  /// RFC 959 §5.2: data comes from the port below the one that control connections go to.
  private int sourcePort(ControlListener control) {
    return config.activePort().orElse(control.address().getPort() - 1);
  }

  /// Starts a server; when this returns, logins can be served.
  ///
  /// @throws BindException if a control port or every passive port is taken, with a message that
  ///   names them
  /// @throws TlsSelfCheckException if session reuse is required and this JVM cannot see to it
  public static FtpServer start(ServerConfig config) throws IOException {
    return start(config, TlsProof.TRIED_FIRST);
  }

  /// The same for whoever may know already that session reuse is seen to.
  public static FtpServer start(ServerConfig config, TlsProof proof) throws IOException {
    boolean offered = config.tlsPolicy() != TlsPolicy.OFF && config.tls().isPresent();
    if (offered && proof == TlsProof.TRIED_FIRST) {
      TlsSelfCheck.require(config.tls().get());
    }
    var bound = new ArrayList<ControlListener>();
    try {
      bound.add(ControlListener.bind(config.listen()));
      if (config.implicitListen().isPresent()) {
        bound.add(ControlListener.bind(config.implicitListen().get()));
      }
      var server = new FtpServer(config, bound.getFirst(), bound.stream().skip(1).findFirst());
      server.announce();
      server.listen();
      return server;
    } catch (IOException | RuntimeException e) {
      bound.forEach(ControlListener::close);
      throw e;
    }
  }

  private void listen() {
    listener.start(reception(listener, Engine.Beginning.GREETING));
    implicitListener.ifPresent(
        implicit -> implicit.start(reception(implicit, Engine.Beginning.TLS)));
  }

  private ControlListener.Reception reception(ControlListener of, Engine.Beginning beginning) {
    var activePorts = new ActivePorts(sourcePort(of), passivePorts.ports(), events, config.clock());
    var engine = new Engine(config, passivePorts, activePorts, transfers, threads, beginning);
    return new ControlListener.Reception() {
      @Override
      public void serve(SocketChannel channel) throws IOException {
        FtpServer.this.serve(channel, engine);
      }

      @Override
      public void rest() {
        FtpServer.this.rest();
      }
    };
  }

  private void announce() {
    List<Integer> leftOut = passivePorts.leftOut();
    if (!leftOut.isEmpty()) {
      String taken = leftOut.stream().map(String::valueOf).collect(Collectors.joining(", "));
      String sentence =
          "passive ports that are taken are left out: %s; %d remain"
              .formatted(taken, passivePorts.ports().size());
      events.emit(at -> new Notice(at, sentence));
    }
    events.emit(at -> new ServerStarted(at, control()));
  }

  /// Where control connections come in, with the port that was taken.
  public InetSocketAddress control() {
    return listener.address();
  }

  /// Where control connections come in that begin with TLS, with the port that was taken; empty:
  /// nowhere.
  public Optional<InetSocketAddress> implicitControl() {
    return implicitListener.map(ControlListener::address);
  }

  /// The passive ports that are open, in ascending order.
  public List<Integer> passivePorts() {
    return passivePorts.ports();
  }

  /// How many sessions are open.
  public int sessions() {
    return sessions.size();
  }

  /// Waits a moment before the next try, or until a session has ended and given its descriptors
  /// back.
  private void rest() {
    long left = ACCEPT_REST.toNanos();
    lock.lock();
    try {
      int before = sessions.size();
      while (left > 0 && sessions.size() >= before) {
        left = fewerSessions.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private void serve(SocketChannel channel, Engine engine) throws IOException {
    long number = accepted.incrementAndGet();
    try {
      if (draining || sessions.size() >= config.limits().sessions()) {
        refuse(channel, engine.beginning());
        return;
      }
      var connection = ControlConnection.over(channel, config.limits().lineOctets());
      var session = new SessionLoop(number, connection, engine, () -> ended(number));
      sessions.put(number, session);
      session.start();
      // Whoever stops the server may have gone through the sessions just before this one came.
      if (closed.get()) {
        session.cut();
      } else if (draining) {
        session.drain();
      }
    } catch (IOException | RuntimeException | Error e) {
      sessions.remove(number);
      channel.close();
      throw e;
    }
  }

  private void ended(long number) {
    lock.lock();
    try {
      sessions.remove(number);
      fewerSessions.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// One attempt to say why: the socket's empty buffer takes the line without waiting. Who wants
  /// TLS first could not read it.
  private static void refuse(SocketChannel channel, Engine.Beginning beginning) throws IOException {
    try (channel) {
      if (beginning == Engine.Beginning.GREETING) {
        channel.configureBlocking(false);
        channel.write(ByteBuffer.wrap(FULL));
      }
    }
  }

  /// Takes no more connections, lets running transfers finish for at most `limit`, says 421 to idle
  /// sessions, then closes everything. Uploads that are not done by then are kept for resumption.
  public void drain(Duration limit) {
    draining = true;
    closeListeners();
    // Each by itself: one peer that takes no replies must not use up the time of all.
    sessions.values().forEach(session -> Thread.ofVirtual().start(session::drain));
    awaitNoSessions(limit);
    close();
  }

  private void awaitNoSessions(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (!sessions.isEmpty() && left > 0) {
        left = fewerSessions.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /// Closes everything at once.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    draining = true;
    closeListeners();
    cutSessions();
    passivePorts.close();
    stallWatch.close();
    threads.close();
    storageCalls.close();
    events.emit(ServerStopped::new);
  }

  /// Ends all sessions now, and their transfers; who connects from now on is served as before.
  /// Waits for a few seconds at most.
  public void cutSessions() {
    sessions.values().forEach(SessionLoop::cut);
    awaitNoSessions(CLOSE_LIMIT);
    sessions.values().forEach(SessionLoop::sever);
    awaitNoSessions(SEVER_LIMIT);
  }

  private void closeListeners() {
    listener.close();
    implicitListener.ifPresent(ControlListener::close);
  }
}
