package io.ferryftp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One transcript serves both ends: the same text is played as client against the real server, and
/// as client against the server that plays it.
final class BothEndsTest {
  private static final String LOGIN =
      """
      S> 220 {any}
      C> USER {any:tester}
      S> 331 {any}
      C> PASS {any:secret}
      S> 230 {any}
      C> TYPE I
      S> 200 {any}
      """;

  private static final String PASSIVE = LOGIN + "C> EPSV\nS> 229 {any}(|||{port}|){any:.}\n";
  private static final String STORED = "S> 150 {any}\nD> one\nD> {octets 300000}\\\nS> 226 {any}\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PASSIVE + "C> STOR a\n" + STORED,
        PASSIVE + "C> RETR there\nS> 150 {any}\nD> hello\nS> 226 {any}\nC> QUIT\nS> 221 {any}\n",
        PASSIVE + "C> NLST\nS> 150 {any}\nD> {any}\nS> 226 {any}\n",
        PASSIVE + "C> RETR empty\nS> 150 {any}\nD> \\\nS> 226 {any}\n",
        LOGIN + "C> PASV\nS> 227 {any}({hostport}){any:.}\nC> APPE there\n" + STORED,
        LOGIN + "C> PORT {hostport}\nS> 200 {any}\nC> STOR a\n" + STORED,
        LOGIN + "C> EPRT |1|{address}|{port}|\nS> 200 {any}\nC> STOR a\n" + STORED,
        LOGIN + "C? FEAT\nS> 211 no\nC> DELE nowhere\nS> 550 {any}\n*> NOOP\nS> 200 yes\n",
      })
  void aTranscriptIsPlayedAgainstTheServerAndAgainstItself(String text, @TempDir Path directory)
      throws Exception {
    Transcript transcript = Transcript.parse(text);
    Path home = Files.createDirectory(directory.resolve("home"));
    Files.writeString(home.resolve("there"), "hello\r\n");
    Files.writeString(home.resolve("empty"), "");
    try (var storage =
            LocalStorage.open(
                Files.createDirectory(directory.resolve("data")),
                Symlinks.INSIDE,
                Durability.RELAXED);
        var server = FtpServer.start(config(storage, home))) {
      ScriptedClient.play(server.control(), transcript).assertPlayed();
    }
    try (var server = ScriptedServer.play(transcript)) {
      ScriptedClient.play(server.address(), transcript).assertPlayed();
      server.assertPlayed();
    }
  }

  @Test
  void aServerThatSaysSomethingElseIsReported() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse("S> 220 ready\nC> NOOP\nS> 500 no\n"))) {
      Outcome outcome =
          ScriptedClient.play(
              server.address(), Transcript.parse("S> 220 {any}\nC> NOOP\nS> 200 {any}\n"));

      assertThat(outcome.difference()).contains(new Difference(1, 3, "S> 200 {any}", "500 no"));
      assertThat(outcome.heard()).containsExactly("220 ready", "500 no");
    }
  }

  @Test
  void otherDataAreReported() throws Exception {
    String text =
        "S> 220 ready\nC> EPSV\nS> 229 (|||{port}|)\nC> RETR a\nS> 150 go\nD> %s\nS> 226 done\n";
    try (var server = ScriptedServer.play(Transcript.parse(text.formatted("hello")))) {
      Outcome outcome =
          ScriptedClient.play(server.address(), Transcript.parse(text.formatted("hellx")));

      assertThat(outcome.difference())
          .contains(new Difference(1, 6, "\\x78 as octet 4 of this line", "\\x6F"));
      assertThat(outcome.received()).asString().isEqualTo("hello\r\n");
    }
    try (var server = ScriptedServer.play(Transcript.parse(text.formatted("hello\nD> more")))) {
      Outcome outcome =
          ScriptedClient.play(server.address(), Transcript.parse(text.formatted("hello")));

      assertThat(outcome.difference())
          .contains(new Difference(1, 7, "the end of the data", "more data"));
    }
  }

  @Test
  void aClientThatMisbehavesIsWrittenTheSameWay(@TempDir Path directory) throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    String cut = PASSIVE + "C> STOR a\nS> 150 {any}\n!> reset data after 5\nD> hello world\n";
    try (var storage =
            LocalStorage.open(
                Files.createDirectory(directory.resolve("data")),
                Symlinks.INSIDE,
                Durability.RELAXED);
        var server = FtpServer.start(config(storage, home))) {
      ScriptedClient.play(server.control(), Transcript.parse(cut + "S> 426 {any}\n"))
          .assertPlayed();
    }
    assertThat(home.resolve("a")).doesNotExist();
  }

  private static ServerConfig config(LocalStorage storage, Path home) {
    var account = new Account("tester", home.toString(), Permission.ALL);
    var given = new GivenAccounts.Given(account, Secret.of("secret"));
    return ServerConfig.builder(new GivenAccounts(List.of(given), Optional.empty()), storage)
        .listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
        .build();
  }
}
