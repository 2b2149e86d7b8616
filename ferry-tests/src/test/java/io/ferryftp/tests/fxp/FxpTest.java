package io.ferryftp.tests.fxp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Data go between two servers where both allow it, and never where one does not.
final class FxpTest {
  private static final String TEXT = "as one server has it\n".repeat(5000);
  private static final Pattern NUMBERS = Pattern.compile("\\(([0-9,]+)\\)");
  private static final Pattern PORT = Pattern.compile("\\|\\|\\|(\\d+)\\|");

  private TestFtpServer source;
  private TestFtpServer destination;

  @BeforeEach
  void start() throws IOException {
    source = Hosts.SOURCE.server().start();
    destination = Hosts.DESTINATION.server().start();
    source.files().put("/a.txt", TEXT);
  }

  @AfterEach
  void stop() {
    source.close();
    destination.close();
  }

  private static ControlClient login(TestFtpServer server) throws IOException {
    return ControlClient.connect(server.address()).login(server.user(), server.password());
  }

  /// What one side is told to expect, as the other is told to connect.
  private static String active(ControlClient passive, String verb, Hosts host) throws IOException {
    Answer answer = passive.ask(verb);
    Matcher port = PORT.matcher(answer.text());
    if (port.find()) {
      return "EPRT |1|" + host.commas().replace(',', '.') + "|" + port.group(1) + "|";
    }
    Matcher numbers = NUMBERS.matcher(answer.text());
    assertThat(numbers.find()).as("%s", answer).isTrue();
    return (verb.equals("LPSV") ? "LPRT " : "PORT ") + numbers.group(1);
  }

  @ParameterizedTest(name = "{0}, the destination is passive")
  @ValueSource(strings = {"PASV", "EPSV", "LPSV"})
  void theSourceConnectsToTheDestination(String verb) throws IOException {
    try (var from = login(source);
        var to = login(destination)) {
      from.expect(200, active(to, verb, Hosts.DESTINATION));
      to.expectOpening("STOR copy.txt");
      from.expectOpening("RETR a.txt");
      from.expect(226);
      to.expect(226);
    }
    assertThat(destination.files().text("/copy.txt")).hasValue(TEXT);
  }

  @ParameterizedTest(name = "{0}, the source is passive")
  @ValueSource(strings = {"PASV", "EPSV", "LPSV"})
  void theDestinationConnectsToTheSource(String verb) throws IOException {
    try (var from = login(source);
        var to = login(destination)) {
      to.expect(200, active(from, verb, Hosts.SOURCE));
      from.expectOpening("RETR a.txt");
      to.expectOpening("STOR copy.txt");
      from.expect(226);
      to.expect(226);
    }
    assertThat(destination.files().text("/copy.txt")).hasValue(TEXT);
    assertThat(source.events())
        .anyMatch(event ->
            event instanceof ServerEvent.DataConnectionOpened opened
                && opened.remote().getAddress().equals(Hosts.DESTINATION.port(0).getAddress()));
  }

  @Test
  void theClientsOwnConnectionsGoOnAsBefore() throws IOException {
    try (var client = login(source)) {
      assertThat(client.download("RETR a.txt")).asString(StandardCharsets.UTF_8).isEqualTo(TEXT);
      assertThat(client.upload("STOR b.txt", "b".getBytes(StandardCharsets.UTF_8)).code())
          .isEqualTo(226);
    }
  }

  /// RFC 2577 §3: the third party sees nothing of it.
  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "PORT %1$s,%2$d,%3$d → 504",
        "EPRT |1|%4$s|%5$d| → 504",
        "LPRT 4,4,%1$s,2,%2$d,%3$d → 504"
      })
  void withoutTheConcessionNobodyElseIsConnectedTo(String form, int code) throws IOException {
    try (var strict = TestFtpServer.builder().start();
        var third = ServerSocketChannel.open().bind(Hosts.STRANGER.port(0));
        var client = login(strict);
        var _ = client.active()) {
      strict.files().put("/a.txt", TEXT);
      third.configureBlocking(false);

      int port = third.socket().getLocalPort();

      client.expect(
          code,
          form.strip()
              .formatted(
                  Hosts.STRANGER.commas(),
                  port / 256,
                  port % 256,
                  Hosts.STRANGER.commas().replace(',', '.'),
                  port));
      client.expect(425, "RETR a.txt");
      client.expect(425, "STOR b.txt");
      client.expect(425, "LIST");
      client.expect(221, "QUIT");

      assertThat(third.accept()).isNull();
      assertThat(strict.events())
          .noneMatch(event -> event instanceof ServerEvent.DataConnectionOpened);
    }
  }

  /// RFC 2577 §4: what connects from elsewhere changes nothing for who is expected.
  @Test
  void withoutTheConcessionNobodyElseIsExpected() throws IOException {
    try (var strict = TestFtpServer.builder().start();
        var client = login(strict)) {
      strict.files().put("/a.txt", TEXT);
      Matcher port = PORT.matcher(client.expect(229, "EPSV").text());
      assertThat(port.find()).isTrue();
      int number = Integer.parseInt(port.group(1));
      try (var thief = new Socket()) {
        thief.bind(Hosts.STRANGER.port(0));
        thief.connect(new java.net.InetSocketAddress(strict.address().getAddress(), number));
        assertThat(thief.getInputStream().read()).isNegative();
      }
      try (var data = new Socket(strict.address().getAddress(), number)) {
        client.expectOpening("RETR a.txt");
        assertThat(data.getInputStream().readAllBytes())
            .asString(StandardCharsets.UTF_8)
            .isEqualTo(TEXT);
      }
      client.expect(226);
    }
  }

  @Test
  void evenWithItPortsOfServicesAreNot() throws IOException {
    try (var from = login(source)) {
      from.expect(504, "PORT " + Hosts.DESTINATION.commas() + ",0,80");
      from.expect(425, "RETR a.txt");
    }
  }

  /// Even where somebody has conceded it to them.
  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "ftp"})
  void anonymousUsersNeverMay(String name) throws IOException {
    try (var open = Hosts.SOURCE.server().user(name).start();
        var client = login(open)) {
      client.expect(504, "PORT " + Hosts.DESTINATION.commas() + ",200,1");
      client.expect(504, "CPSV");
      client.expect(425, "RETR a.txt");
    }
  }
}
