package io.ferryftp.server;

import io.ferryftp.event.ServerEvent.Notice;
import io.ferryftp.event.ServerEvent.ServerStarted;
import io.ferryftp.event.ServerEvent.ServerStopped;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.server.session.Engine;
import io.ferryftp.server.session.SessionLoop;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.Listening;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.TransferSetting;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// A running FTP server. It starts whole or not at all, and [#close] leaves nothing behind.
public final class FtpServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(FtpServer.class.getName());

  /// Connections that wait to be accepted; the kernel may allow fewer.
  private static final int BACKLOG = 4096;

  /// How long the listener rests when the process has no descriptor left.
  private static final Duration ACCEPT_REST = Duration.ofMillis(100);

  /// How long cut sessions may take to let go, before the rest is closed over their heads.
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// How long they may take after that; a storage that hangs keeps them longer.
  private static final Duration SEVER_LIMIT = Duration.ofSeconds(1);

  private static final byte[] FULL =
      "421 Too many sessions, try again later\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ServerConfig config;
  private final ServerSocketChannel listener;
  private final InetSocketAddress control;
  private final EventHub events;
  private final StallWatch stallWatch = new StallWatch();
  private final StorageCalls storageCalls = new StorageCalls();
  private final PassivePorts passivePorts;
  private final Engine engine;
  private final Map<Long, SessionLoop> sessions = new ConcurrentHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewerSessions = lock.newCondition();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean draining;

  private FtpServer(ServerConfig config, ServerSocketChannel listener) throws IOException {
    this.config = config;
    this.listener = listener;
    this.control = (InetSocketAddress) listener.getLocalAddress();
    this.events = new EventHub(config.listeners(), config.clock());
    OptionalInt source = sourcePort(config, control.getPort());
    this.passivePorts =
        PassivePorts.open(
            config.listen().getAddress(),
            config.passivePorts(),
            source,
            config.limits(),
            events,
            config.clock());
    var transfers = new TransferSetting(config.limits(), storageCalls, stallWatch, events);
    var activePorts =
        new ActivePorts(source.orElse(0), passivePorts.ports(), events, config.clock());
    this.engine = new Engine(config, passivePorts, activePorts, transfers);
  }

  /// RFC 959 §5.2: data comes from the port below the one that control connections go to.
  private static OptionalInt sourcePort(ServerConfig config, int controlPort) {
    return config.activePort().isPresent() ? config.activePort() : OptionalInt.of(controlPort - 1);
  }

  /// Starts a server; when this returns, logins can be served.
  ///
  /// @throws BindException if the control port or every passive port is taken, with a message that
  ///   names them
  public static FtpServer start(ServerConfig config) throws IOException {
    ServerSocketChannel listener = Listening.channel(config.listen().getAddress());
    try {
      listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      listener.bind(config.listen(), BACKLOG);
      var server = new FtpServer(config, listener);
      server.announce();
      Thread.ofVirtual().name("ferry-accept").start(server::accept);
      return server;
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
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
    events.emit(at -> new ServerStarted(at, control));
  }

  /// Where control connections come in, with the port that was taken.
  public InetSocketAddress control() {
    return control;
  }

  /// The passive ports that are open, in ascending order.
  public List<Integer> passivePorts() {
    return passivePorts.ports();
  }

  /// How many sessions are open.
  public int sessions() {
    return sessions.size();
  }

  private void accept() {
    long number = 0;
    while (listener.isOpen()) {
      try {
        serve(++number, listener.accept());
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException | Error e) {
        // Out of descriptors or memory, or a peer that was gone before it was accepted: the
        // listener lives
        // on.
        LOG.log(Level.WARNING, "a connection could not be accepted: " + e.getMessage());
        rest();
      }
    }
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

  private void serve(long number, SocketChannel channel) throws IOException {
    try {
      if (draining || sessions.size() >= config.limits().sessions()) {
        refuse(channel);
        return;
      }
      var connection = ControlConnection.over(channel, config.limits().lineOctets());
      var session = new SessionLoop(number, connection, engine);
      sessions.put(number, session);
      Thread.ofVirtual().name("ferry-session-" + number).start(() -> run(number, session));
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

  private void run(long number, SessionLoop session) {
    try {
      session.run();
    } finally {
      lock.lock();
      try {
        sessions.remove(number);
        fewerSessions.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// One attempt to say why: the socket's empty buffer takes the line without waiting.
  private static void refuse(SocketChannel channel) throws IOException {
    try (channel) {
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(FULL));
    }
  }

  /// Takes no more connections, lets running transfers finish for at most `limit`, says 421 to idle
  /// sessions, then closes everything. Uploads that are not done by then are kept for resumption.
  public void drain(Duration limit) {
    draining = true;
    closeListener();
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
    closeListener();
    cutSessions();
    passivePorts.close();
    stallWatch.close();
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

  private void closeListener() {
    try {
      listener.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing the listener failed: " + e.getMessage());
    }
  }
}
