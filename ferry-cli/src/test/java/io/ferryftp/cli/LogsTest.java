package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.tls.TlsFacts;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class LogsTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final InetSocketAddress LOCAL =
      new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 2121);
  private static final InetSocketAddress REMOTE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.7"), 40000);

  private static final List<ServerEvent> SESSION =
      List.of(
          new ServerEvent.SessionOpened(AT, 3, LOCAL, REMOTE),
          new ServerEvent.CommandReceived(AT, 3, "PASS ***"),
          new ServerEvent.LoginRefused(AT, 3, "bert", "not over a clear connection"),
          new ServerEvent.LoginFailed(AT, 3, "an\nna"),
          new ServerEvent.LoginSucceeded(AT, 3, "anna"),
          new ServerEvent.ExpectationClosed(AT, 3, 21004, ServerEvent.ExpectationEnd.TIMED_OUT),
          ended("/a\u0007.txt", ServerEvent.Outcome.COMPLETED, Optional.empty()),
          ended("/b", ServerEvent.Outcome.CONNECTION_LOST, Optional.of("reset")),
          new ServerEvent.SessionClosed(AT, 3, "QUIT"),
          new ServerEvent.LoginSucceeded(AT, 3, "nobody"));

  @Test
  void peopleReadWhoCameAndWhatWent() {
    var lines = new ArrayList<String>();
    var log = new HumanLog(lines::add, Verbosity.NOTEWORTHY, () -> ZoneOffset.UTC);
    SESSION.forEach(log::on);
    assertThat(lines)
        .containsExactly(
            "2026-01-02 03:04:05  #3  ! login refused for bert from 192.0.2.7: not over a clear"
                + " connection",
            "2026-01-02 03:04:05  #3  ! login refused for an\\x0Ana from 192.0.2.7",
            "2026-01-02 03:04:05  #3  anna logged in from 192.0.2.7",
            "2026-01-02 03:04:05  #3  ! no data connection came to port 21004; is it open in the"
                + " firewall?",
            "2026-01-02 03:04:05  #3  upload /a\\x07.txt, 1.5 MiB in 0.25 s",
            "2026-01-02 03:04:05  #3  ! upload /b, connection lost after 1.5 MiB in 0.25 s: reset",
            "2026-01-02 03:04:05  #3  nobody logged in");
  }

  @Test
  void everythingIsMore() {
    var lines = new ArrayList<String>();
    SESSION.forEach(new HumanLog(lines::add, Verbosity.EVERYTHING, () -> ZoneOffset.UTC)::on);
    assertThat(lines).hasSize(SESSION.size()).anyMatch(line -> line.endsWith("#3  > PASS ***"));
  }

  @Test
  void profilesAndOtherServersAreTold() {
    var applied =
        new ServerEvent.ProfileApplied(AT, 3, "printer", ServerEvent.ChosenBy.CLIENT_NAME);
    var waived = new ServerEvent.BindingWaived(AT, 3, 1, "CN=x, SHA-256 00");
    var human = new ArrayList<String>();
    var json = new ArrayList<String>();
    for (ServerEvent event : List.of(applied, waived)) {
      new HumanLog(human::add, Verbosity.NOTEWORTHY, () -> ZoneOffset.UTC).on(event);
      new JsonLog(json::add, Verbosity.NOTEWORTHY).on(event);
    }

    assertThat(human.getFirst()).endsWith("#3  treated as a printer, by its own words (CLNT)");
    assertThat(human.getLast()).contains("! data connection with another server").endsWith(" 00");
    assertThat(json.getFirst())
        .contains("\"profile-applied\"", "\"profile\":\"printer\"", "\"by\":\"client-name\"");
    assertThat(json.getLast())
        .contains("\"binding-waived\"", "\"transfer\":1", "\"peer\":\"CN=x, SHA-256 00\"");
  }

  @Test
  void tlsIsToldInWords() {
    var tls = new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", TlsFacts.Handshake.RESUMED);
    var lines = new ArrayList<String>();
    var log = new HumanLog(lines::add, Verbosity.EVERYTHING, () -> ZoneOffset.UTC);
    List.of(
            new ServerEvent.SessionOpened(AT, 3, LOCAL, REMOTE),
            new ServerEvent.ControlProtected(
                AT,
                3,
                new TlsFacts("TLSv1.2", "TLS_X", TlsFacts.Handshake.FULL),
                Optional.of("ftp.example.org"),
                Optional.of("CN=anna")),
            new ServerEvent.DataProtected(AT, 3, 1, tls),
            new ServerEvent.HandshakeFailed(AT, 3, OptionalLong.of(1), "no session was resumed"),
            new ServerEvent.HandshakeFailed(AT, 3, OptionalLong.empty(), "TLSv1.1 is too old"),
            new ServerEvent.ControlCleared(AT, 3),
            new ServerEvent.CloseNotifyMissing(AT, 3, 1))
        .forEach(log::on);
    assertThat(lines.subList(1, lines.size()))
        .map(line -> line.substring(line.indexOf("#3  ") + 4))
        .containsExactly(
            "protected: TLSv1.2 TLS_X, full handshake, for ftp.example.org, client certificate of"
                + " CN=anna",
            "data connection protected: TLSv1.3 TLS_AES_256_GCM_SHA384, session resumed",
            "! TLS failed on the data connection from 192.0.2.7: no session was resumed",
            "! TLS failed on the control connection from 192.0.2.7: TLSv1.1 is too old",
            "the control connection is in clear from here on",
            "! an upload ended without close_notify and was kept, as --without-close-notify allows:"
                + " somebody on the way could have cut it");
  }

  @Test
  void programsReadOneObjectALine() {
    var lines = new ArrayList<String>();
    SESSION.forEach(new JsonLog(lines::add, Verbosity.EVERYTHING)::on);
    assertThat(lines).hasSize(SESSION.size()).noneMatch(line -> line.contains("\n"));
    var ended = JsonMapper.shared().readTree(lines.get(7));
    assertThat(ended.get("event").asString()).isEqualTo("transfer-ended");
    assertThat(ended.get("at").asString()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(ended.get("client").asString()).isEqualTo("192.0.2.7:40000");
    assertThat(ended.get("direction").asString()).isEqualTo("upload");
    assertThat(ended.get("outcome").asString()).isEqualTo("connection-lost");
    assertThat(ended.get("octets").asLong()).isEqualTo(1_572_864);
  }

  @Test
  void noticesOfTheStartAreKeptForTheScreen() {
    var logged = new ArrayList<ServerEvent>();
    var notices = new StartNotices(logged::add);
    notices.on(new ServerEvent.Notice(AT, "early"));
    assertThat(notices.take()).containsExactly("early");
    var late = new ServerEvent.Notice(AT, "late");
    notices.on(late);
    assertThat(logged).containsExactly(late);
  }

  @Test
  void theLogWriterWritesInOrderAndAllOfIt() {
    var out = new ByteArrayOutputStream();
    try (var writer = new LogWriter(new PrintStream(out, false, StandardCharsets.UTF_8), n -> "")) {
      for (int i = 0; i < 1000; i++) {
        writer.line("line " + i);
      }
    }
    assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(1000).endsWith("line 999");
  }

  @Test
  void aReaderThatDoesNotReadHoldsNobodyUp() throws Exception {
    // The stream is not closed: the stalled thread holds its lock.
    var pipe = new PipedInputStream(16);
    var stalled = new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8);
    try (pipe;
        var writer = new LogWriter(stalled, n -> n + " left out")) {
      for (int i = 0; i < 2 * LogWriter.MOST_WAITING; i++) {
        writer.line("a line that is longer than the pipe is wide");
      }
      String head = new String(pipe.readNBytes(6), StandardCharsets.UTF_8);
      assertThat(head).isEqualTo("a line");
    }
  }

  private static ServerEvent ended(
      String path, ServerEvent.Outcome outcome, Optional<String> cause) {
    return new ServerEvent.TransferEnded(
        AT,
        3,
        1,
        ServerEvent.Direction.UPLOAD,
        VirtualPath.of(path),
        outcome,
        1_572_864,
        Duration.ofMillis(250),
        cause);
  }
}
