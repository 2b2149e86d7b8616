package io.ferryftp.tests.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.Download;
import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// Ferry's client, doing what a row asks of it by words.
final class RowClient implements AutoCloseable {
  private final ClientRow row;
  private final int port;
  private final Path local;
  private final List<String> told = new CopyOnWriteArrayList<>();
  private volatile Optional<FtpClient> client = Optional.empty();

  /// @param local where files are downloaded to
  RowClient(ClientRow row, int port, Path local) throws IOException {
    this.row = row;
    this.port = port;
    this.local = local;
    for (String setting : row.settings()) {
      if (setting.startsWith("part ")) {
        Files.write(part(), ClientRow.octets(setting.substring("part ".length())));
      }
    }
  }

  /// Does one thing; gives what came of it.
  byte[] perform(String what) throws IOException {
    String[] words = what.split(" ", 2);
    String rest = words.length == 1 || words[0].equals("put") ? "" : decoded(words[1]);
    return switch (words[0]) {
      case "connect" -> nothing(() -> client = Optional.of(FtpClient.connect(config())));
      case "refused" -> nothing(this::connectToNobody);
      case "host" -> nothing(() -> ClientConfig.builder(rest));
      case "login" -> nothing(() -> login(rest));
      case "pwd" -> text(ftp().workingDirectory());
      case "mkdir" -> text(ftp().makeDirectory(rest));
      case "delete" -> nothing(() -> ftp().delete(rest));
      case "rename" -> nothing(() -> ftp().rename(rest.split(" ", 2)[0], rest.split(" ", 2)[1]));
      case "quit" -> nothing(() -> ftp().quit());
      case "size" -> optional(ftp().size(rest).stream().boxed().findFirst());
      case "modified" -> optional(ftp().modified(rest));
      case "facts" -> optional(ftp().facts(rest).map(RowClient::shown));
      case "list" ->
          text(ftp().list(rest).stream().map(RowClient::shown).collect(Collectors.joining(", ")));
      case "names" -> text(String.join(", ", ftp().names(rest)));
      case "get" -> get(rest);
      case "resume" -> getFile(rest, Resume.YES);
      case "put" -> nothing(() -> put(words[1].split(" ", 2)));
      case "each" -> nothing(() -> refuseAll(rest.equals("lone surrogate") ? "a\uDC0Ab" : rest));
      case "abort" -> nothing(() -> abort(rest));
      case "raw" -> text(ftp().raw(rest).text());
      default -> throw new IllegalArgumentException("nobody knows how to " + what);
    };
  }

  private static String decoded(String written) {
    return WireText.decode(ClientRow.octets(written));
  }

  /// The client, once it has connected.
  FtpClient ftp() {
    return client.orElseThrow();
  }

  /// Whether there is one.
  boolean hasConnected() {
    return client.isPresent();
  }

  /// What the listener heard.
  List<String> told() {
    return told;
  }

  /// Where a download to a file begins.
  Path part() {
    return local.resolve("a.part");
  }

  /// Ends the client, if there is one.
  void leave() {
    client.ifPresent(FtpClient::close);
  }

  @Override
  public void close() {
    leave();
  }

  private interface Doing {
    void run() throws IOException;
  }

  private static byte[] nothing(Doing what) throws IOException {
    what.run();
    return new byte[0];
  }

  private static byte[] text(String value) {
    return WireText.encode(value);
  }

  private static byte[] optional(Optional<?> value) {
    return text(value.map(Object::toString).orElse("none"));
  }

  private static String shown(RemoteFile file) {
    String link = file.linkTarget().orElse("");
    return switch (file.type()) {
      case DIRECTORY -> file.name() + "/";
      case LINK -> file.name() + "@" + link;
      default -> file.name();
    };
  }

  private void login(String how) throws FtpException {
    String user = how.startsWith("as ") ? how.substring(3) : ClientRow.USER;
    String password = how.startsWith("by ") ? how.substring(3) : ClientRow.PASSWORD;
    Optional<Secret> account =
        how.equals("with account") ? Optional.of(Secret.of(ClientRow.ACCOUNT)) : Optional.empty();
    var login = new Login(user, Secret.of(password), account);
    client = Optional.of(FtpClient.open(config(), login));
  }

  /// To a port that is bound, and where nobody listens.
  private void connectToNobody() throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      FtpClient.connect(ClientConfig.builder("127.0.0.1").port(socket.getLocalPort()).build());
    }
  }

  private byte[] get(String rest) throws IOException {
    String[] words = rest.split(" (to|from) ", 2);
    if (rest.contains(" to ")) {
      return getFile(words[0], Resume.NO);
    }
    var content = new ByteArrayOutputStream();
    if (rest.contains(" from ")) {
      var options = TransferOptions.DEFAULT.startingAt(Long.parseLong(words[1]));
      try (Download download = ftp().retrieve(words[0], options)) {
        download.stream().transferTo(content);
      }
    } else {
      ftp().retrieve(rest, content, TransferOptions.DEFAULT);
    }
    return content.toByteArray();
  }

  private byte[] getFile(String name, Resume resume) throws IOException {
    Path file = local.resolve("a");
    ftp().retrieve(name, file, resume);
    return Files.readAllBytes(file);
  }

  private void put(String[] words) throws IOException {
    ftp()
        .store(
            new ByteArrayInputStream(ClientRow.octets(words[1])),
            words[0],
            TransferOptions.DEFAULT);
  }

  private void abort(String name) throws IOException {
    try (Download download = ftp().retrieve(name, TransferOptions.DEFAULT)) {
      download.read(ByteBuffer.allocate(1));
    }
  }

  private ClientConfig config() {
    var config =
        ClientConfig.builder("127.0.0.1")
            .port(port)
            .limits(limits())
            .tls(RowTls.of(row))
            .memory(RowTls.memory(row, port))
            .listener(this::hear);
    for (String setting : row.settings()) {
      if (setting.startsWith("mode ")) {
        config.dataMode(DataMode.valueOf(setting.substring(5).toUpperCase(Locale.ROOT)));
      }
    }
    return config.build();
  }

  private ClientLimits limits() {
    ClientLimits limits = ClientLimits.DEFAULT;
    for (String setting : row.settings()) {
      String[] words = setting.split(" ", 3);
      limits =
          switch (words[0]) {
            case "limit" -> limit(limits, words[1], Duration.ofMillis(Long.parseLong(words[2])));
            case "entries" -> limits.withListedEntries(Integer.parseInt(words[1]));
            default -> limits;
          };
    }
    return limits;
  }

  private static ClientLimits limit(ClientLimits limits, String name, Duration time) {
    return switch (name) {
      case "reply" -> limits.withReply(time);
      case "data" -> limits.withDataConnection(time);
      case "stall" -> limits.withStall(time);
      case "transfer" -> limits.withTransfer(time);
      case "abort" -> limits.withAbort(time);
      case "handshake" -> limits.withHandshake(time);
      default -> throw new IllegalArgumentException("there is no limit " + name);
    };
  }

  private void hear(ClientEvent event) {
    told.add(
        switch (event) {
          case ClientEvent.StaysInClear _ -> "the server offers no TLS";
          case ClientEvent.DataWayFailed failed -> failed.way() + " failed: " + failed.reason();
          case ClientEvent.Notice notice -> notice.sentence();
          default -> event.toString();
        });
  }

  /// Hands a text to every method, each of which has to refuse it.
  private void refuseAll(String text) {
    List<Doing> takers = takers(text);
    for (int i = 0; i < takers.size(); i++) {
      assertThatThrownBy(takers.get(i)::run)
          .as("method %d of those that take a text", i)
          .isInstanceOf(IllegalArgumentException.class);
    }
    throw new IllegalArgumentException("all of them refused it");
  }

  /// Everything that takes a text from its caller and would send it.
  private List<Doing> takers(String text) {
    var options = TransferOptions.DEFAULT;
    return List.of(
        () -> ftp().login(Login.of(text, Secret.of("x"))),
        () -> ftp().changeDirectory(text),
        () -> ftp().makeDirectory(text),
        () -> ftp().removeDirectory(text),
        () -> ftp().delete(text),
        () -> ftp().rename(text, "b"),
        () -> ftp().rename("b", text),
        () -> ftp().list(text),
        () -> ftp().list(text, _ -> {}),
        () -> ftp().names(text),
        () -> ftp().facts(text),
        () -> ftp().size(text),
        () -> ftp().modified(text),
        () -> ftp().setModified(text, Instant.EPOCH),
        () -> ftp().setMode(text, 0644),
        () -> ftp().retrieve(text, options).close(),
        () -> ftp().retrieve(text, new ByteArrayOutputStream(), TransferOptions.DEFAULT),
        () -> ftp().retrieve(text, local.resolve("a"), Resume.NO),
        () -> ftp().store(text, options).close(),
        () -> ftp().store(new ByteArrayInputStream(new byte[1]), text, TransferOptions.DEFAULT),
        () -> ftp().append(text, options).close(),
        () -> ftp().raw(text));
  }
}
