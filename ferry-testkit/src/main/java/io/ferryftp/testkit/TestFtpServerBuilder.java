package io.ferryftp.testkit;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A [TestFtpServer] in the making. Every setting has a default.
public final class TestFtpServerBuilder {
  private String user = "tester";
  private String password = "secret";
  private Access access = Access.READ_WRITE;
  private Set<Concession> concessions = Set.of();
  private AnonymousAccess anonymous = AnonymousAccess.NONE;
  private int events = TestFtpServer.EVENTS;
  private InstantSource clock = InstantSource.system();
  private MemoryLimits memory = MemoryLimits.DEFAULT;
  private Tls tls = Tls.NONE;
  private TlsSessionReuse sessionReuse = TlsSessionReuse.REQUIRED;
  private Optional<Place> own = Optional.empty();
  private UnaryOperator<ServerConfig.Builder> change = UnaryOperator.identity();

  TestFtpServerBuilder() {}

  private record Place(Storage storage, String home) {}

  /// The name of the account, `tester` unless told otherwise.
  public TestFtpServerBuilder user(String name) {
    user = name;
    return this;
  }

  /// The password of the account, `secret` unless told otherwise.
  public TestFtpServerBuilder password(String text) {
    password = text;
    return this;
  }

  /// What the account may do, everything unless told otherwise.
  public TestFtpServerBuilder access(Access rights) {
    access = rights;
    return this;
  }

  /// What is forgiven the account, nothing unless told otherwise.
  public TestFtpServerBuilder concessions(Concession... forgiven) {
    concessions = Set.of(forgiven);
    return this;
  }

  /// What those may do who have no account, nothing unless told otherwise.
  public TestFtpServerBuilder anonymous(AnonymousAccess rights) {
    anonymous = rights;
    return this;
  }

  /// How many events are remembered, [TestFtpServer#EVENTS] unless told otherwise.
  ///
  /// @param most at least 1
  public TestFtpServerBuilder events(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("no event could be remembered");
    }
    events = most;
    return this;
  }

  /// The clock of the server and of the files in memory, the system's unless told otherwise.
  public TestFtpServerBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /// The limits of the files in memory, [MemoryLimits#DEFAULT] unless told otherwise.
  public TestFtpServerBuilder memory(MemoryLimits limits) {
    memory = limits;
    return this;
  }

  /// Offers TLS, with a certificate for this machine from the authority of [TestCertificates].
  public TestFtpServerBuilder tls() {
    return tls(Tls.EXPLICIT);
  }

  /// How TLS is spoken, not at all unless told otherwise.
  public TestFtpServerBuilder tls(Tls how) {
    tls = how;
    return this;
  }

  /// Whether data connections must resume the TLS session of their control connection. They must
  /// unless told otherwise, as with vsftpd, ProFTPD and FileZilla Server: a client that passes here
  /// passes there.
  public TestFtpServerBuilder sessionReuse(TlsSessionReuse demand) {
    sessionReuse = demand;
    return this;
  }

  /// Serves a storage of one's own instead of memory; the server does not close it.
  ///
  /// @param home of the account, in the words of that storage
  public TestFtpServerBuilder storage(Storage storage, String home) {
    own = Optional.of(new Place(storage, home));
    return this;
  }

  /// Changes what else a server is started with, such as its limits, after everything that this
  /// builder sets.
  public TestFtpServerBuilder change(UnaryOperator<ServerConfig.Builder> more) {
    UnaryOperator<ServerConfig.Builder> before = change;
    change = config -> more.apply(before.apply(config));
    return this;
  }

  /// Starts the server; when this returns, logins can be served.
  ///
  /// @throws UncheckedIOException if the machine has no port, or storage no home
  public TestFtpServer start() {
    var memoryStorage = new MemoryStorage(memory, clock);
    Place place = own.orElse(new Place(memoryStorage, "/"));
    var recorded = new RecordedEvents(events);
    var account = new Account(user, place.home, access.permissions(), concessions);
    var given = new GivenAccounts.Given(account, Secret.of(password));
    var stranger =
        anonymous
            .access()
            .map(rights -> new Account("anonymous", place.home, rights.permissions()));
    var config =
        ServerConfig.builder(new GivenAccounts(List.of(given), stranger), place.storage)
            .clock(clock)
            .listener(recorded);
    if (tls != Tls.NONE) {
      var certificates = CertificateSource.of(TestCertificates.server());
      config.tls(ServerTls.with(certificates).withSessionReuse(sessionReuse));
      config.tlsPolicy(tls == Tls.EXPLICIT ? TlsPolicy.AUTO : TlsPolicy.REQUIRED);
    }
    if (tls == Tls.IMPLICIT) {
      config.implicitListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
    try {
      return new TestFtpServer(
          new TestFtpServer.Login(user, password),
          recorded,
          change.apply(config).build(),
          place.home,
          own.isPresent() ? TestFiles::clear : _ -> memoryStorage.clear());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
