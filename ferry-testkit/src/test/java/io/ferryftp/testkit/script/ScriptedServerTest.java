package io.ferryftp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a scripted server says of the clients that it meets.
final class ScriptedServerTest {
  private static final String LOGIN =
      """
      S> 220 ready
      C> USER {any}
      S> 331 send password
      C> PASS {any}
      S> 230 in
      """;

  @Test
  void aWrongLineIsReportedWithItsNumber() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse("# login\n" + LOGIN));
        var client = new PlainClient(server.address())) {
      client.line();
      client.ask("USER ferry");
      assertThat(client.ask("ACCT x")).as("the connection is closed").isEmpty();

      assertThat(server.differences())
          .containsExactly(new Difference(1, 5, "C> PASS {any}", "ACCT x"));
      assertThatThrownBy(server::assertPlayed)
          .isInstanceOf(AssertionError.class)
          .hasMessage("connection 1, line 5: expected C> PASS {any}, got ACCT x");
    }
  }

  @Test
  void aLineTooManyIsADifference() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse(LOGIN));
        var client = new PlainClient(server.address())) {
      client.line();
      client.ask("USER ferry");
      client.ask("PASS x");
      server.assertPlayed();
      client.ask("NOOP");
      assertThat(server.differences()).containsExactly(new Difference(1, 6, "the end", "NOOP"));
    }
  }

  @Test
  void aClientThatLeavesEarlyIsADifference() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse(LOGIN))) {
      try (var client = new PlainClient(server.address())) {
        client.line();
      }
      assertThat(server.differences())
          .containsExactly(
              new Difference(1, 2, "C> USER {any}", "the end of the control connection"));
    }
  }

  @Test
  void aLineEndThatIsNotCrLfIsADifference() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse(LOGIN));
        var client = new PlainClient(server.address())) {
      client.line();
      client.send("USER ferry\n");
      assertThat(server.differences())
          .containsExactly(new Difference(1, 2, "C> USER {any}", "USER ferry\n"));
    }
  }

  @Test
  void silenceIsADifferenceWithinTheLimit() throws Exception {
    var setting = PlaySetting.DEFAULT.waiting(Duration.ofMillis(100));
    try (var server = ScriptedServer.play(setting, Transcript.parse(LOGIN));
        var client = new PlainClient(server.address())) {
      assertThat(client.line()).isEqualTo("220 ready");
      assertThat(client.line()).isEmpty();
      assertThat(server.differences())
          .containsExactly(new Difference(1, 2, "C> USER {any}", "nothing within 100 ms"));
    }
  }

  @Test
  void connectionsThatAreMissingOrTooManyAreDifferences() throws Exception {
    var setting = PlaySetting.DEFAULT.waiting(Duration.ofMillis(100));
    Transcript greeting = Transcript.parse("S> 220 ready");
    try (var server = ScriptedServer.play(setting, greeting)) {
      assertThat(server.differences())
          .containsExactly(new Difference(1, 1, "a connection", "none"));
    }
    try (var server = ScriptedServer.play(greeting);
        var first = new PlainClient(server.address());
        var second = new PlainClient(server.address())) {
      assertThat(first.line()).isEqualTo("220 ready");
      assertThat(second.line()).isEmpty();
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.differences())
          .containsExactly(new Difference(2, 1, "no connection", "a connection"));
    }
  }

  @Test
  void eachConnectionPlaysItsOwnTranscript() throws Exception {
    try (var server =
            ScriptedServer.play(Transcript.parse("S> 220 one"), Transcript.parse("S> 421 two"));
        var first = new PlainClient(server.address());
        var second = new PlainClient(server.address())) {
      assertThat(first.line()).isEqualTo("220 one");
      assertThat(second.line()).isEqualTo("421 two");
      server.assertPlayed();
    }
  }

  @Test
  void whatMayBeSaidIsAnsweredAndMayBeLeftOut() throws Exception {
    String script =
        """
        S> 220 ready
        C? FEAT
        S> 211 none
        C? OPTS UTF8 ON
        S> 200 always
        C> CWD /
        S> 250 there
        C? QUIT
        S> 221 bye
        *> TYPE {any}
        S> 200 so be it
        """;
    try (var server = ScriptedServer.play(Transcript.parse(script), Transcript.parse(script))) {
      try (var client = new PlainClient(server.address())) {
        client.line();
        assertThat(client.ask("CWD /")).isEqualTo("250 there");
      }
      try (var client = new PlainClient(server.address())) {
        client.line();
        assertThat(client.ask("OPTS UTF8 ON")).isEqualTo("200 always");
        assertThat(client.ask("TYPE I")).isEqualTo("200 so be it");
        assertThat(client.ask("CWD /")).isEqualTo("250 there");
        assertThat(client.ask("TYPE A")).isEqualTo("200 so be it");
        assertThat(client.ask("QUIT")).isEqualTo("221 bye");
      }
      server.assertPlayed();
      assertThat(server.clientLines())
          .containsExactly("CWD /", "OPTS UTF8 ON", "TYPE I", "CWD /", "TYPE A", "QUIT");
    }
  }

  @Test
  void uploadsAreComparedAndKept() throws Exception {
    String script =
        """
        S> 220 ready
        C> EPSV
        S> 229 (|||{port}|)
        C> STOR a
        S> 150 opening
        D> hello
        D> {octets 100000}\\
        S> 226 done
        """;
    try (var server = ScriptedServer.play(Transcript.parse(script), Transcript.parse(script))) {
      byte[] pattern = PatternOctets.array(100_000);
      upload(server, pattern);
      pattern[70_000]++;
      upload(server, pattern);

      assertThat(server.uploaded()).startsWith('h', 'e', 'l', 'l', 'o', '\r', '\n');
      assertThat(server.dataPeers()).hasSize(2);
      assertThat(server.differences())
          .singleElement()
          .satisfies(found -> {
            assertThat(found.connection()).isEqualTo(2);
            assertThat(found.line()).isEqualTo(7);
            assertThat(found.expected()).contains("as octet 70000 of this line");
          });
    }
  }

  @Test
  void keptDataHaveALimit() throws Exception {
    var limits =
        new PlaySetting(
            InetAddress.ofLiteral("127.0.0.1"), Duration.ofSeconds(10), 1000, 64 * 1024);
    String script =
        "C> EPSV\nS> 229 (|||{port}|)\nC> STOR a\nS> 150 go\nD> hello\nD> {any}\nS> 226 done\n";
    try (var server = ScriptedServer.play(limits, Transcript.parse("S> 220 ready\n" + script))) {
      upload(server, PatternOctets.array(50_000));
      server.assertPlayed();
      assertThat(server.uploaded()).hasSize(1000);
    }
  }

  @Test
  void anEndlessLineHasAnEnd() throws Exception {
    var limits =
        new PlaySetting(InetAddress.ofLiteral("127.0.0.1"), Duration.ofSeconds(10), 1000, 100);
    try (var server = ScriptedServer.play(limits, Transcript.parse(LOGIN));
        var client = new PlainClient(server.address())) {
      client.line();
      client.send("x".repeat(500));
      assertThat(server.differences())
          .singleElement()
          .satisfies(found -> assertThat(found.got()).isEqualTo("x".repeat(101) + "\n…"));
    }
  }

  @Test
  void aPeerThatReadsNothingLosesItsConnection() throws Exception {
    var setting = PlaySetting.DEFAULT.waiting(Duration.ofMillis(300));
    String script =
        "S> 220 ready\nC> EPSV\nS> 229 (|||{port}|)\nC> RETR a\nS> 150 go\nD> {octets 99999999}\n";
    try (var server = ScriptedServer.play(setting, Transcript.parse(script));
        var client = new PlainClient(server.address())) {
      client.line();
      try (Socket data = client.download("RETR a")) {
        assertThat(client.line()).as("the control connection's end").isEmpty();
        assertThat(data.isClosed()).isFalse();
        assertThat(server.differences())
            .singleElement()
            .satisfies(found -> assertThat(found.got()).startsWith("a broken data connection"));
      }
    }
  }

  @Test
  void closeEndsEveryWaitAtOnce() throws Exception {
    var setting = PlaySetting.DEFAULT.waiting(Duration.ofMinutes(10));
    var server =
        ScriptedServer.play(
            setting, Transcript.parse("S> 220 ready\n!> pause 600000 ms\nS> 221 bye\n"));
    long begun = System.nanoTime();
    try (var client = new PlainClient(server.address())) {
      assertThat(client.line()).isEqualTo("220 ready");
      server.close();
      server.close();
      assertThat(client.line()).isEmpty();
    }
    assertThat(server.differences()).hasSizeLessThan(2);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
  }

  private static void upload(ScriptedServer server, byte[] octets) throws IOException {
    try (var client = new PlainClient(server.address())) {
      client.line();
      try (Socket data = client.download("STOR a")) {
        data.getOutputStream().write("hello\r\n".getBytes(StandardCharsets.UTF_8));
        data.getOutputStream().write(octets);
      }
      client.line();
    }
  }
}
