package io.ferryftp.testkit;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A real FTP server for tests, on a free port of the loopback address, with its files in memory
/// and one account. Any number of them can run in one process; each must be closed.
///
/// Failures of the machine are [UncheckedIOException]s.
public final class TestFtpServer implements AutoCloseable {
  /// Events that are remembered, unless told otherwise.
  public static final int EVENTS = 10_000;

  /// Sessions whose clients have just left may need a moment to notice.
  private static final Duration SESSION_END = Duration.ofMillis(200);

  private static final int SHOWN_EVENTS = 20;

  private final Login login;
  private final RecordedEvents events;
  private final TestFiles files;
  private final Consumer<TestFiles> clearing;
  private final FtpServer server;
  private final Optional<ServerTls> tls;

  record Login(String user, String password) {}

  /// @param home of the account
  /// @param clearing removes all files, and what clients left unfinished if it can
  TestFtpServer(
      Login login,
      RecordedEvents events,
      ServerConfig config,
      String home,
      Consumer<TestFiles> clearing)
      throws IOException {
    this.login = login;
    this.events = events;
    this.clearing = clearing;
    var everything = new Account("ferry-testkit", home, Permission.ALL);
    this.files = new TestFiles(config.storage().open(everything));
    this.tls = config.tls();
    this.server = FtpServer.start(config);
  }

  /// Starts a server with every default.
  public static TestFtpServer start() {
    return builder().start();
  }

  /// A builder with every default.
  public static TestFtpServerBuilder builder() {
    return new TestFtpServerBuilder();
  }

  /// Where control connections come in.
  public InetSocketAddress address() {
    return server.control();
  }

  /// Where control connections come in that begin with TLS.
  ///
  /// @throws IllegalStateException if there is no such port: see [Tls#IMPLICIT]
  public InetSocketAddress implicitAddress() {
    return server
        .implicitControl()
        .orElseThrow(
            () -> new IllegalStateException("this server has no port that begins with TLS"));
  }

  /// The address of the server as a literal, such as `127.0.0.1`.
  public String host() {
    return address().getAddress().getHostAddress();
  }

  /// The port of control connections.
  public int port() {
    return address().getPort();
  }

  /// The name of the account.
  public String user() {
    return login.user();
  }

  /// The password of the account, which is made for tests and worth nothing elsewhere.
  public String password() {
    return login.password();
  }

  /// The same password for those who take care of passwords.
  public Secret secret() {
    return Secret.of(login.password());
  }

  /// The certificate that the server shows.
  ///
  /// @throws IllegalStateException if it speaks no TLS
  public X509Certificate certificate() {
    return tls.map(how -> how.certificates().standard().certificate())
        .orElseThrow(() -> new IllegalStateException("a server without TLS has no certificate"));
  }

  /// The authority that vouches for it, for clients that are to be told whom to trust;
  /// [TestCertificates#clientContext] trusts it already.
  public X509Certificate authority() {
    return TestCertificates.authority();
  }

  /// The `ftp:` URL of a path, with the account in it: `url("/a.txt").toURL().openStream()` reads
  /// the file, with nothing but the JDK.
  ///
  /// @param path from `/`; what a URL cannot hold is escaped
  public URI url(String path) {
    var names = VirtualPath.of(path).names();
    return URI.create(
        "ftp://%s:%s@%s:%d/%s"
            .formatted(
                escaped(user()),
                escaped(password()),
                host().contains(":") ? "[" + host() + "]" : host(),
                port(),
                names.stream().map(TestFtpServer::escaped).collect(Collectors.joining("/"))));
  }

  /// Escapes all but what RFC 3986 §2.3 calls unreserved.
  private static String escaped(String text) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode(text)) {
      boolean plain = octet > 0 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
      out.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
    }
    return out.toString();
  }

  /// The files that clients see.
  public TestFiles files() {
    return files;
  }

  /// What has happened so far, oldest first: the last [#EVENTS], unless told otherwise. Passwords
  /// are masked.
  public List<ServerEvent> events() {
    return events.all();
  }

  /// The first event that fits, of those that have happened and those that happen within a time.
  ///
  /// @throws AssertionError if there is none
  public ServerEvent awaitEvent(Predicate<? super ServerEvent> fits, Duration limit) {
    return events.await(fits, limit).orElseThrow(() -> missing("the event", limit));
  }

  /// The first event of a type, of those that have happened and those that happen within a time.
  ///
  /// @throws AssertionError if there is none
  public <E extends ServerEvent> E awaitEvent(Class<E> type, Duration limit) {
    return awaitEvent(type, _ -> true, limit);
  }

  /// The first event of a type that fits, of those that have happened and those that happen within
  /// a time.
  ///
  /// @throws AssertionError if there is none
  public <E extends ServerEvent> E awaitEvent(
      Class<E> type, Predicate<? super E> fits, Duration limit) {
    return events
        .await(event -> type.isInstance(event) && fits.test(type.cast(event)), limit)
        .map(type::cast)
        .orElseThrow(() -> missing(type.getSimpleName(), limit));
  }

  private AssertionError missing(String what, Duration limit) {
    List<ServerEvent> all = events();
    String last =
        all.subList(Math.max(0, all.size() - SHOWN_EVENTS), all.size()).stream()
            .map(event -> "\n  " + WireText.printable(event.toString()))
            .collect(Collectors.joining());
    return new AssertionError(
        "%s did not happen within %s; the last events:%s".formatted(what, limit, last));
  }

  /// The engine itself, for what is rarely wanted: its sessions, its passive ports, its end.
  public FtpServer engine() {
    return server;
  }

  /// Begins anew on the same port: no sessions, no files, no events. Sessions that are still open
  /// are cut.
  public void reset() {
    if (!awaitNoSessions()) {
      server.cutSessions();
    }
    clearing.accept(files);
    events.clear();
  }

  private boolean awaitNoSessions() {
    if (server.sessions() > 0) {
      events.await(_ -> server.sessions() == 0, SESSION_END);
    }
    return server.sessions() == 0;
  }

  /// Stops the server and cuts its sessions; a storage of one's own stays open.
  @Override
  public void close() {
    server.close();
  }

  @Override
  public String toString() {
    return "FTP server for tests at " + address();
  }
}
