package io.ferryftp.tests.devices;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.server.config.AddressBlock;
import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.DeviceRules;
import io.ferryftp.server.config.DeviceRules.OfAddress;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// After OPTS UTF8 OFF every name on the wire is in windows-1252, both ways, and on the disk it
/// stays UTF-8.
final class LegacyNamesTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  @TempDir private Path directory;
  private Path served;
  private EmbeddedServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws IOException {
    served = Files.createDirectory(directory.resolve("served"));
    server = EmbeddedServer.over(served, directory.resolve("data"), config -> config);
    client = server.login();
    client.expect(200, "OPTS UTF8 OFF");
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private void send(String line) throws IOException {
    client.sendOctets((line + "\r\n").getBytes(WINDOWS));
  }

  private String listing(String line) throws IOException {
    try (Socket data = client.extendedPassive()) {
      send(line);
      assertThat(client.reply().isPreliminary()).isTrue();
      String text = new String(data.getInputStream().readAllBytes(), WINDOWS);
      client.expect(226);
      return text;
    }
  }

  @Test
  void aNameThatIsSentInItIsStoredAsUtf8() throws IOException {
    try (Socket data = client.extendedPassive()) {
      send("STOR Größe €.txt");
      assertThat(client.reply().isPreliminary()).isTrue();
      data.getOutputStream().write('x');
    }
    client.expect(226);

    assertThat(Files.readString(served.resolve("Größe €.txt"))).isEqualTo("x");
    send("RNFR Größe €.txt");
    client.expect(350);
    send("RNTO ältere");
    client.expect(250);
    assertThat(served.resolve("ältere")).exists();
    send("DELE ältere");
    client.expect(250);
  }

  @Test
  void listingsOfEveryKindShowNamesInIt() throws IOException {
    Files.writeString(served.resolve("é.txt"), "");
    Files.writeString(served.resolve("日本.txt"), "");

    assertThat(listing("NLST").lines()).containsExactlyInAnyOrder("é.txt", "??.txt");
    assertThat(listing("LIST")).contains(" é.txt\r\n", " ??.txt\r\n");
    assertThat(listing("MLSD")).contains("; é.txt\r\n", "; ??.txt\r\n");
    assertThat(listing("NLST é*")).isEqualTo("é.txt\r\n");
    client.expect(200, "OPTS UTF8 ON");
    assertThat(new String(listing("NLST").getBytes(WINDOWS), StandardCharsets.UTF_8).lines())
        .containsExactlyInAnyOrder("é.txt", "日本.txt");
  }

  @Test
  void whatCannotBeShownCannotBeReachedByItsQuestionMarks() throws IOException {
    Files.writeString(served.resolve("日本.txt"), "");

    client.expect(550, "DELE ??.txt");
    client.expect(550, "SIZE ??.txt");
    assertThat(served.resolve("日本.txt")).exists();
  }

  @Test
  void anOctetWithoutMeaningMakesNoName() throws IOException {
    client.sendOctets(new byte[] {'M', 'K', 'D', ' ', 'a', (byte) 0x81, '\r', '\n'});
    client.expect(553);
    client.sendOctets(new byte[] {'D', 'E', 'L', 'E', ' ', (byte) 0x81, '\r', '\n'});
    client.expect(550);
  }

  /// 0xFF is Telnet's IAC: doubled on the control connection, single on the data connection.
  @Test
  void theLastLetterOfTheSetIsDoubledForTelnet() throws IOException {
    client.sendOctets("MKD \u00FF\u00FF\r\n".getBytes(ISO_8859_1));
    client.expect(257);

    assertThat(served.resolve("ÿ")).isDirectory();
    assertThat(listing("NLST").getBytes(WINDOWS)).containsExactly(0xFF, '\r', '\n');
  }

  /// Clients that do not double it are what this mode is for; and nobody's file goes for another's.
  @Test
  void undoubledItIsStillALetter() throws IOException {
    Files.writeString(served.resolve("foo"), "");
    client.sendOctets("DELE \u00FFfoo\r\n".getBytes(ISO_8859_1));
    client.expect(550);
    client.expect(200, "OPTS UTF8 ON");
    client.sendOctets("DELE \u00FFfoo\r\n".getBytes(ISO_8859_1));
    client.expect(550);
    assertThat(served.resolve("foo")).exists();
    client.expect(200, "OPTS UTF8 OFF");

    client.sendOctets("MKD \u00FFfoo\r\n".getBytes(ISO_8859_1));
    client.expect(257);

    assertThat(served.resolve("ÿfoo")).isDirectory();
  }

  @Test
  void repliesShowNamesInItAndLogsInUnicode() throws IOException {
    Files.createDirectory(served.resolve("é"));
    try (var raw = new Socket(server.control().getAddress(), server.control().getPort())) {
      InputStream in = raw.getInputStream();
      String lines =
          "USER %s\r\nPASS %s\r\nOPTS UTF8 OFF\r\nCWD \u00E9\r\nPWD\r\nQUIT\r\n"
              .formatted(server.kit().user(), server.kit().password());
      raw.getOutputStream().write(lines.getBytes(ISO_8859_1));
      String dialogue = new String(in.readAllBytes(), ISO_8859_1);

      assertThat(dialogue).contains("257 \"/\u00E9\" ");
      assertThat(server.kit().events())
          .anyMatch(event ->
              event instanceof ServerEvent.CommandReceived command
                  && command.line().equals("CWD é"))
          .anyMatch(event ->
              event instanceof ServerEvent.ReplySent reply && reply.text().startsWith("\"/é\""));
    }
  }

  /// Of a client whose profile has legacy names, and who has asked for UTF-8.
  @Test
  void aChangedUmaskIsNoLogin() throws IOException {
    var rule = new OfAddress(DeviceProfile.OLD_CLIENT, AddressBlock.parse("127.0.0.0/8"));
    var rules = new DeviceRules(List.of(rule));
    try (var old =
            EmbeddedServer.over(
                served, directory.resolve("other"), config -> config.devices(rules));
        var program = old.login()) {
      program.expect(200, "OPTS UTF8 ON");
      program.expect(200, "SITE UMASK 077");
      program.expect(257, "MKD é");
      program.expect(503, "PASS x");
      program.expect(257, "MKD ä");
    }
    assertThat(served.resolve("é")).isDirectory();
    assertThat(served.resolve("ä")).isDirectory();
  }

  @Test
  void anotherLoginBeginsWithUtf8() throws IOException {
    client.login(server.kit().user(), server.kit().password());

    client.expect(257, "MKD é");

    assertThat(served.resolve("é")).isDirectory();
  }
}
