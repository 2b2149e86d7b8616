package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One cell: a client, an operation and a way, at a server of its own.
final class Trial {
  /// How much of a file is there already when a transfer is resumed.
  static final int PART = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int SIZE = 40_000;
  private static final Instant THERE = Instant.parse("2021-03-04T05:06:07Z");
  private static final Instant HERE = Instant.parse("2022-08-09T10:11:12Z");

  /// How clients write [#THERE].
  private static final List<String> THERE_IN_WORDS =
      List.of(
          "20210304050607",
          "2021-03-04T05:06:07",
          "Thu, 04 Mar 2021 05:06:07 +0000",
          "03/04/2021 05:06:07 GMT");

  private final TableClient client;
  private final Operation operation;
  private final Way way;
  private final Path served;
  private final Path scratch;
  private final List<String> said = new ArrayList<>();

  /// @param base an empty directory
  Trial(TableClient client, Operation operation, Way way, Path base) throws IOException {
    this.client = client;
    this.operation = operation;
    this.way = way;
    served = Files.createDirectory(base.resolve("served"));
    scratch = Files.createDirectory(base.resolve("client"));
    random(served.resolve("file"), 1, THERE);
    random(scratch.resolve("local"), 2, HERE);
    Files.createDirectory(served.resolve("empty"));
    Path directory = Files.createDirectory(served.resolve("directory"));
    Files.writeString(directory.resolve("first.txt"), "one");
    Files.writeString(directory.resolve("second.bin"), "two");
  }

  /// Fails unless the cell is what the table claims.
  void run() throws Exception {
    try (EmbeddedServer server =
        server(forgets() ? TlsSessionReuse.PREFERRED : TlsSessionReuse.REQUIRED)) {
      Visit visit = visit(server);
      switch (client.claim(operation, way)) {
        case Claim.Yes _ -> {
          perform(visit);
          assertWire(server);
        }
        case Claim.No no -> assertFails(no, visit, server);
        case Claim.Absent _ -> throw new AssertionError("there is nothing to run");
      }
      client.habits().stream()
          .filter(habit -> habit.way().equals(way) && habit.operation() == operation)
          .forEach(habit ->
              assertThat(conversation(server)).as(habit.note()).containsPattern(habit.seen()));
    }
  }

  /// Fails unless a server that demands resumption refuses what it takes, in the cells, when it
  /// does not demand it. The reason is not asked for: a client that leaves at once is gone before
  /// the server says it.
  void runRefusal() throws Exception {
    try (EmbeddedServer server = server(TlsSessionReuse.REQUIRED)) {
      Visit visit = visit(server);
      assertThat(catchThrowable(() -> perform(visit))).isInstanceOf(AssertionError.class);
      var ended = server.kit().awaitEvent(ServerEvent.TransferEnded.class, PATIENCE);
      assertThat(ended.outcome()).isNotEqualTo(ServerEvent.Outcome.COMPLETED);
      assertThat(of(server, ServerEvent.DataProtected.class)).isEmpty();
    }
  }

  private Visit visit(EmbeddedServer server) throws IOException {
    TestCertificates.write(TestCertificates.server(), scratch);
    return new Visit(server.control().getPort(), way, scratch, scratch.resolve("authority.pem"));
  }

  private boolean forgets() {
    return client.forgetful().contains(way);
  }

  private void assertFails(Claim.No no, Visit visit, EmbeddedServer server) throws Exception {
    try {
      perform(visit);
    } catch (AssertionError _) {
      assertThat(conversation(server) + String.join("\n", said))
          .as("evidence for: " + no.why())
          .containsPattern(no.evidence());
      return;
    }
    throw new AssertionError("it works, although the table says no: " + conversation(server));
  }

  private void perform(Visit visit) throws Exception {
    switch (operation) {
      case LIST ->
          assertThat(run(visit, new Task.Listing("directory")).out())
              .contains("first.txt", "second.bin");
      case GET -> {
        run(visit, new Task.Fetching("file", "got"));
        assertSame(scratch.resolve("got"), served.resolve("file"));
      }
      case PUT -> {
        run(visit, new Task.Storing("local", "stored"));
        assertSame(served.resolve("stored"), scratch.resolve("local"));
      }
      case RESUME_GET -> {
        Path whole = started(served.resolve("file"), scratch.resolve("got"));
        run(visit, new Task.ResumedFetching("file", "got"));
        assertSame(scratch.resolve("got"), whole);
      }
      case RESUME_PUT -> {
        Path whole = started(scratch.resolve("local"), served.resolve("stored"));
        run(visit, new Task.ResumedStoring("local", "stored"));
        assertSame(served.resolve("stored"), whole);
      }
      case DELETE -> {
        run(visit, new Task.Deleting("file"));
        assertThat(served.resolve("file")).doesNotExist();
      }
      case RENAME -> {
        String content = Sha256.of(served.resolve("file"));
        run(visit, new Task.Renaming("file", "renamed"));
        assertThat(served.resolve("file")).doesNotExist();
        assertThat(Sha256.of(served.resolve("renamed"))).isEqualTo(content);
      }
      case MAKE_DIRECTORY -> {
        run(visit, new Task.MakingDirectory("made"));
        assertThat(served.resolve("made")).isDirectory();
      }
      case REMOVE_DIRECTORY -> {
        run(visit, new Task.RemovingDirectory("empty"));
        assertThat(served.resolve("empty")).doesNotExist();
      }
      case READ_TIME -> readTime(visit);
      case SET_TIME -> {
        run(visit, new Task.SettingTime("local", "stored"));
        assertThat(Files.getLastModifiedTime(served.resolve("stored")).toInstant()).isEqualTo(HERE);
      }
      case BLANK_NAME, UTF8_NAME, QUOTE_NAME, DASH_NAME -> moveNamed(visit, operation.fileName());
    }
  }

  private void readTime(Visit visit) throws Exception {
    Peer.Outcome outcome = run(visit, new Task.ReadingTime("file", "file"));
    Path copy = scratch.resolve("file");
    if (Files.exists(copy)) {
      assertThat(Files.getLastModifiedTime(copy).toInstant()).isEqualTo(THERE);
    } else {
      assertThat(THERE_IN_WORDS).as(outcome.out()).anyMatch(outcome.out()::contains);
    }
  }

  /// There, in the listing, and back.
  private void moveNamed(Visit visit, String name) throws Exception {
    Path directory = served.resolve("directory");
    if (client.claim(Operation.PUT, way) instanceof Claim.Absent) {
      Files.copy(served.resolve("file"), served.resolve(name));
    } else {
      run(visit, new Task.Storing("local", name));
      assertSame(served.resolve(name), scratch.resolve("local"));
    }
    run(visit, new Task.Fetching(name, "got"));
    assertSame(scratch.resolve("got"), served.resolve(name));
    Files.move(served.resolve(name), directory.resolve(name));
    assertThat(run(visit, new Task.Listing("directory")).out()).contains(name);
  }

  private Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    Peer.Outcome outcome = client.driver().run(visit, task);
    said.addAll(List.of(outcome.out(), outcome.err()));
    return outcome.orFail();
  }

  /// Lays down the beginning of a file, different in its first octet, which shows later that
  /// nothing before the offset moved; gives a file that looks as the whole one has to.
  private Path started(Path from, Path to) throws IOException {
    byte[] whole = Files.readAllBytes(from);
    whole[0] ^= 1;
    Files.write(to, Arrays.copyOf(whole, PART));
    return Files.write(scratch.resolveSibling("expected"), whole);
  }

  private static void assertSame(Path arrived, Path sent) throws IOException {
    assertThat(arrived).isRegularFile();
    assertThat(Sha256.of(arrived)).isEqualTo(Sha256.of(sent));
  }

  /// That it went the way that it was meant to go.
  private void assertWire(EmbeddedServer server) {
    var opened = of(server, ServerEvent.DataConnectionOpened.class);
    var shielded = of(server, ServerEvent.DataProtected.class);
    assertThat(opened).allMatch(event -> event.mode() == way.mode());
    if (!operation.isWithoutData()) {
      assertThat(opened).isNotEmpty();
      assertThat(of(server, ServerEvent.TransferEnded.class))
          .anyMatch(event -> event.outcome() == ServerEvent.Outcome.COMPLETED);
    }
    if (operation == Operation.RESUME_GET || operation == Operation.RESUME_PUT) {
      assertThat(of(server, ServerEvent.TransferEnded.class))
          .anyMatch(event -> event.octets() == SIZE - PART);
    }
    if (way.isProtected()) {
      assertThat(shielded).hasSameSizeAs(opened);
      assertThat(of(server, ServerEvent.ControlProtected.class))
          .hasSameSizeAs(of(server, ServerEvent.LoginSucceeded.class));
    }
    assertThat(shielded)
        .allMatch(event -> (event.tls().handshake() == TlsFacts.Handshake.RESUMED) != forgets());
  }

  private EmbeddedServer server(TlsSessionReuse reuse) throws IOException {
    return EmbeddedServer.over(
        served,
        Files.createDirectory(scratch.resolveSibling("data")),
        config ->
            switch (way.protection()) {
              case CLEAR -> config.tlsPolicy(TlsPolicy.OFF);
              case TLS ->
                  config
                      .limits(limits())
                      .tlsPolicy(TlsPolicy.REQUIRED)
                      .tls(
                          ServerTls.with(CertificateSource.of(TestCertificates.server()))
                              .withSessionReuse(reuse));
            });
  }

  /// Who is known not to come to an end is not waited for.
  private Limits limits() {
    return client.claim(operation, way) instanceof Claim.No
        ? Limits.DEFAULT.toBuilder().handshakeTime(Duration.ofSeconds(1)).build()
        : Limits.DEFAULT;
  }

  /// What was said on control connections, in its order.
  private static String conversation(EmbeddedServer server) {
    return server.kit().events().stream()
        .flatMap(event ->
            switch (event) {
              case ServerEvent.CommandReceived command -> Stream.of("> " + command.line());
              case ServerEvent.ReplySent reply ->
                  Stream.of("< " + reply.code().number() + " " + reply.text());
              default -> Stream.of();
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static <E extends ServerEvent> List<E> of(EmbeddedServer server, Class<E> type) {
    return server.kit().events().stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static void random(Path file, long seed, Instant modified) throws IOException {
    SampleFile.random(file, seed, SIZE);
    Files.setLastModifiedTime(file, FileTime.from(modified));
  }
}
