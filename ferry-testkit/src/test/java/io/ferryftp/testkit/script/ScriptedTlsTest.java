package io.ferryftp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scripted peers that speak TLS, seen by each other and by bare sockets.
final class ScriptedTlsTest {
  private static final String SECURE =
      """
      S> 220 ready
      C> AUTH TLS
      S> 234 go on
      !> tls
      C> PROT P
      S> 200 private
      !> data tls
      """;

  private static final String PASSIVE = "C> EPSV\nS> 229 (|||{port}|)\n";
  private static final String GET = PASSIVE + "C> RETR a\nS> 150 go\n";
  private static final String PUT = PASSIVE + "C> STOR a\nS> 150 go\n";
  private static final String HELLO = "D> hello\nS> 226 done\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        SECURE + GET + HELLO + PUT + HELLO + GET + "D> {octets 300000}\\\nS> 226 done\n",
        "!> tls version 1.2\n" + SECURE + GET + HELLO + PUT + HELLO,
        "!> tls\nS> 220 implicit\nC> NOOP\nS> 200 here\n!> data tls\n" + GET + HELLO,
        SECURE + "C> PORT {hostport}\nS> 200 ok\nC> RETR a\nS> 150 go\n" + HELLO,
        SECURE + "!> demand resumption\n" + GET + HELLO + PUT + HELLO + PUT + HELLO + GET + HELLO,
        SECURE + "!> refuse resumption\n" + GET + HELLO + PUT + HELLO,
        SECURE + "!> data clear\n" + GET + HELLO + "!> data tls\n" + GET + HELLO,
        SECURE + "!> cut data after 3\n" + PUT + "D> hel\\\nS> 226 done\n",
        "S> 220 ready\nC> AUTH SSL\nS> 504 no\nC> AUTH TLS\nS> 234 go on\n!> tls\n" + GET + HELLO,
        "!> certificate other\n" + SECURE + GET + HELLO,
      })
  void bothEndsSpeakTls(String text) throws Exception {
    Transcript transcript = Transcript.parse(text);
    try (var server = ScriptedServer.play(transcript)) {
      ScriptedClient.play(server.address(), transcript).assertPlayed();
      server.assertPlayed();
    }
  }

  @Test
  void aDataConnectionThatResumesNothingIsADifference() throws Exception {
    String own = SECURE + "!> refuse resumption\n" + GET + HELLO;
    assertThat(differenceAtServer(SECURE + "!> demand resumption\n" + GET + HELLO, own))
        .contains("a full handshake instead of a session that is resumed");
  }

  @Test
  void clearTextOnAProtectedDataConnectionIsADifference() throws Exception {
    String own = SECURE + "!> data clear\n" + PUT + HELLO;
    assertThat(differenceAtServer(SECURE + PUT + HELLO, own)).contains("what came is not TLS");
  }

  @Test
  void anUploadWithoutCloseNotifyIsADifference() throws Exception {
    String own = SECURE + "!> no close_notify\n" + PUT + HELLO;
    assertThat(differenceAtServer(SECURE + PUT + HELLO, own)).contains("without close_notify");
  }

  @Test
  void aDownloadWithoutCloseNotifyIsSeenByTheClient() throws Exception {
    assertThat(differenceAtClient(SECURE + "!> no close_notify\n" + GET + HELLO))
        .contains("without close_notify");
  }

  @Test
  void aHandshakeIsCutInTheMiddle() throws Exception {
    String text = "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> cut handshake\n!> tls\n";
    assertThat(differenceAtClient(text)).contains("in the TLS handshake");
    assertThat(differenceAtClient(SECURE + "!> cut handshake\n" + GET + HELLO))
        .contains("in the TLS handshake");
  }

  @Test
  void clearTextBehindAuthIsADifference() throws Exception {
    try (var server = ScriptedServer.play(Transcript.parse(SECURE));
        var client = new PlainClient(server.address())) {
      client.line();
      client.send("AUTH TLS\r\nUSER x\r\n");
      assertThat(client.line()).isEqualTo("234 go on");
      assertThat(server.differences())
          .singleElement()
          .extracting(Difference::sentence)
          .isEqualTo("connection 1, line 4: expected TLS, got more in clear");
    }
  }

  @Test
  void anUnknownCertificateIsNoMishap() {
    assertThatThrownBy(() -> Mishap.parse("certificate of gold"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of gold");
  }

  /// What a server that plays one transcript says of a client that plays another.
  private static String differenceAtServer(String server, String client) throws IOException {
    try (var playing = ScriptedServer.play(Transcript.parse(server))) {
      ScriptedClient.play(playing.address(), Transcript.parse(client));
      assertThat(playing.differences()).hasSize(1);
      return playing.differences().getFirst().sentence();
    }
  }

  /// What a client that does everything right says of a server that plays this.
  private static String differenceAtClient(String server) throws IOException {
    String client =
        server
            .lines()
            .filter(line -> !line.matches("!> (no|cut) .*"))
            .reduce("", (a, b) -> a + b + "\n");
    try (var playing = ScriptedServer.play(Transcript.parse(server))) {
      return ScriptedClient.play(playing.address(), Transcript.parse(client))
          .difference()
          .orElseThrow()
          .sentence();
    }
  }
}
