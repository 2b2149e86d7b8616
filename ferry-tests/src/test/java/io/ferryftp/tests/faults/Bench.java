package io.ferryftp.tests.faults;

import io.ferryftp.account.Account;
import io.ferryftp.account.Authenticator;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.server.session.Engine;
import io.ferryftp.server.session.SessionLoop;
import io.ferryftp.server.session.SessionThreads;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.TransferSetting;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.faults.FaultySocket.Filling;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The engine of a server over a storage, sockets and plug-ins that fail as planned.
final class Bench implements AutoCloseable {
  /// Who may have their data go between servers.
  static final String FRIEND = "friend";

  private static final CertificateSource CERTIFICATE =
      CertificateSource.of(TestCertificates.server());

  /// What nobody waits for in vain for longer than a test can bear.
  private static final Limits LIMITS =
      Limits.DEFAULT.toBuilder()
          .dataConnectTime(Duration.ofMillis(300))
          .handshakeTime(Duration.ofSeconds(2))
          .passiveRest(Duration.ofMillis(1))
          // So that one that is not given back is missed.
          .digests(1)
          .copies(1)
          .build();

  private final Setting setting;
  private final ServerSocketChannel door;
  private final StallWatch stallWatch = new StallWatch();
  private final SessionThreads threads = new SessionThreads();
  private final StorageCalls calls = new StorageCalls();
  private final PassivePorts passivePorts;
  private final Engine engine;
  private final FaultySockets sockets;
  private long sessions;
  private volatile String home = "/";

  final FaultPlan plan = new FaultPlan();
  final Ledger ledger = new Ledger();
  final Recorder recorder = new Recorder(ledger);

  Bench(Setting setting, Storage storage) throws IOException {
    this.setting = setting;
    door = ServerSocketChannel.open();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var config =
        ServerConfig.builder(authenticator(), new FaultyStorage(storage, plan, ledger))
            .limits(LIMITS)
            .tls(ServerTls.with(CERTIFICATE))
            .siteCommand(new Fragile())
            .listener(_ -> plan.passPlain(Layer.EVENTS, "EventListener.on"))
            .listener(recorder)
            .build();
    var hub = new EventHub(config.listeners(), config.clock());
    sockets =
        new FaultySockets(
            plan,
            ledger,
            setting.protection() == Setting.Protection.CLEAR
                ? Filling.WHOLE_PIECES
                : Filling.ANYTHING);
    passivePorts =
        PassivePorts.open(
            InetAddress.getLoopbackAddress(),
            List.of(0),
            OptionalInt.empty(),
            LIMITS,
            sockets,
            hub,
            config.clock());
    engine =
        new Engine(
            config,
            passivePorts,
            new ActivePorts(0, passivePorts.ports(), sockets, hub, config.clock()),
            new TransferSetting(LIMITS, calls, stallWatch, hub),
            threads,
            Engine.Beginning.GREETING);
  }

  private Authenticator authenticator() {
    return (credentials, _) -> {
      plan.pass(Layer.ACCOUNTS, "Authenticator.authenticate");
      return credentials instanceof Credentials.Password
          ? Optional.of(account(credentials.name()))
          : Optional.empty();
    };
  }

  private Account account(String name) {
    var account = new Account(name, home, Permission.ALL);
    return name.equals(FRIEND) ? account.with(Concession.THIRD_PARTY_DATA) : account;
  }

  private final class Fragile implements SiteCommand {
    @Override
    public String word() {
      return "FRAGILE";
    }

    @Override
    public String syntax() {
      return "";
    }

    @Override
    public Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException {
      plan.pass(Layer.SITE, "SiteCommand.run");
      return new Done("Held");
    }
  }

  /// The home of who logs in from now on.
  void home(String name) {
    home = name;
    recorder.clear();
    ledger.restart();
    sockets.stopAfter(Long.MAX_VALUE);
  }

  /// Data connections take so many octets and no more.
  void stopAfter(long octets) {
    sockets.stopAfter(octets);
  }

  /// A client that has connected, and its session.
  static final class Connection implements AutoCloseable {
    final FaultClient client;
    private final CountDownLatch ended;

    private Connection(FaultClient client, CountDownLatch ended) {
      this.client = client;
      this.ended = ended;
    }

    /// Lets the client go, and waits for the end of the session.
    @Override
    public void close() throws IOException {
      client.close();
      try {
        if (!ended.await(FaultClient.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
          throw new AssertionError("the session does not end\n" + client.dialogue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }

  /// Connects a client.
  Connection connect() throws IOException {
    SocketChannel near = SocketChannel.open(door.getLocalAddress());
    near.setOption(StandardSocketOptions.TCP_NODELAY, true);
    SocketChannel far = door.accept();
    far.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var client = new FaultClient(near, setting, plan);
    var socket = new FaultySocket(far, Layer.CONTROL, Filling.ANYTHING, plan, ledger);
    var control =
        new ControlConnection(
            new FaultyWire(socket, Layer.CONTROL, plan, ledger), LIMITS.lineOctets());
    var ended = new CountDownLatch(1);
    new SessionLoop(++sessions, control, engine, ended::countDown).start();
    return new Connection(client, ended);
  }

  /// What is still held although every session has ended; empty if nothing is.
  List<String> leaks() {
    var leaks = new ArrayList<>(ledger.leaks());
    if (passivePorts.expectations() != 0) {
      leaks.add(passivePorts.expectations() + " expectations");
    }
    if (stallWatch.size() != 0) {
      leaks.add(stallWatch.size() + " registrations at the stall watch");
    }
    leaks.addAll(recorder.unpaired());
    return leaks;
  }

  @Override
  public void close() throws IOException {
    passivePorts.close();
    stallWatch.close();
    threads.close();
    calls.close();
    door.close();
  }
}
