package io.ferryftp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Each mishap, seen by bare sockets.
final class MishapTest {
  private static final String DOWNLOAD =
      """
      S> 220 ready
      C> EPSV
      S> 229 (|||{port}|)
      C> RETR a
      S> 150 opening
      %s
      D> hello world
      S> 226 done
      """;

  private static final String ACTIVE =
      """
      S> 220 ready
      C> PORT {hostport}
      S> 200 ok
      C> LIST
      S> 150 opening
      %s
      D> hello
      S> 226 done
      """;

  @Test
  void cutEndsTheDataInGoodOrder() throws Exception {
    try (var server = play(DOWNLOAD, "!> cut data after 3");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      assertThat(data.getInputStream().readAllBytes()).asString().isEqualTo("hel");
      assertThat(client.line()).isEqualTo("226 done");
      server.assertPlayed();
    }
  }

  @Test
  void resetResetsTheData() throws Exception {
    try (var server = play(DOWNLOAD, "!> reset data after 3");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      // The reset takes along what was not read before it came.
      assertThatThrownBy(() -> data.getInputStream().readAllBytes())
          .isInstanceOf(SocketException.class);
      assertThat(client.line()).isEqualTo("226 done");
      server.assertPlayed();
    }
  }

  @Test
  void stallSendsNoMoreUntilThePeerGivesUp() throws Exception {
    try (var server = play(DOWNLOAD, "!> stall data after 3");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      assertThat(data.getInputStream().readNBytes(3)).asString().isEqualTo("hel");
      data.setSoTimeout(100);
      assertThatThrownBy(() -> data.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      data.shutdownOutput();
      assertThat(client.line()).isEqualTo("226 done");
      server.assertPlayed();
    }
  }

  @Test
  void stallEndsAtAWordOnTheControlConnectionToo() throws Exception {
    try (var server = play(DOWNLOAD + "C> ABOR\nS> 226 aborted\n", "!> stall data after 3");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      client.send("\u00FF\u00F4\u00FF\u00F2ABOR\r\n");
      assertThat(data.getInputStream().readAllBytes()).asString().isEqualTo("hel");
      assertThat(client.line()).isEqualTo("226 done");
      assertThat(client.line()).isEqualTo("226 aborted");
      server.assertPlayed();
    }
  }

  @Test
  void dripSendsAFewOctetsAtATime() throws Exception {
    try (var server = play(DOWNLOAD, "!> drip data 5 every 30 ms");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      long begun = System.nanoTime();
      assertThat(data.getInputStream().read(new byte[100])).isEqualTo(5);
      assertThat(data.getInputStream().readAllBytes()).asString().isEqualTo(" world\r\n");
      assertThat(System.nanoTime() - begun).isGreaterThan(30_000_000L);
      server.assertPlayed();
    }
  }

  @Test
  void lateOpensTheDataConnectionLater() throws Exception {
    try (var server = play(ACTIVE, "!> late data 80 ms");
        var client = greeted(server);
        ServerSocket listener = client.active()) {
      long begun = System.nanoTime();
      client.ask("LIST");
      try (Socket data = listener.accept()) {
        assertThat(System.nanoTime() - begun).isGreaterThan(70_000_000L);
        assertThat(data.getInputStream().readAllBytes()).asString().isEqualTo("hello\r\n");
      }
      server.assertPlayed();
    }
  }

  @Test
  void aStrangerComesFirst() throws Exception {
    try (var server = play(ACTIVE, "!> stranger from 127.0.0.2");
        var client = greeted(server);
        ServerSocket listener = client.active()) {
      client.ask("LIST");
      try (Socket stranger = listener.accept();
          Socket data = listener.accept()) {
        assertThat(stranger.getInetAddress().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(data.getInetAddress().getHostAddress()).isEqualTo("127.0.0.1");
        assertThat(data.getInputStream().readAllBytes()).asString().isEqualTo("hello\r\n");
      }
      server.assertPlayed();
    }
  }

  @Test
  void heldDataStaysOpenOverTheReply() throws Exception {
    String script = DOWNLOAD.replace("%s", "D> one\n!> hold data\nS> 226 early");
    try (var server = play(script, "");
        var client = greeted(server);
        Socket data = client.download("RETR a")) {
      assertThat(client.line()).isEqualTo("226 early");
      assertThat(data.getInputStream().readAllBytes())
          .asString()
          .isEqualTo("one\r\nhello world\r\n");
      server.assertPlayed();
    }
  }

  @Test
  void offeredDataMayBeLeft() throws Exception {
    String script = DOWNLOAD.replace("hello world", "{octets 100000000}");
    try (var server = play(script, "!> offer data");
        var client = greeted(server)) {
      Socket data = client.download("RETR a");
      assertThat(data.getInputStream().readNBytes(10)).hasSize(10);
      data.close();
      assertThat(client.line()).isEqualTo("226 done");
      server.assertPlayed();
    }
    try (var server = play(script, "");
        var client = greeted(server)) {
      client.download("RETR a").close();
      assertThat(server.differences()).singleElement().extracting(Difference::line).isEqualTo(7);
    }
  }

  @Test
  void refusedDataPortsRefuse() throws Exception {
    try (var server = play(passive("!> refuse data"), "");
        var client = greeted(server)) {
      InetSocketAddress address = client.extendedPassive();
      assertThatThrownBy(() -> PlainClient.connect(address, 5000))
          .isInstanceOf(ConnectException.class);
      server.assertPlayed();
    }
  }

  @Test
  void hangingDataPortsDoNotAnswer() throws Exception {
    try (var server = play(passive("!> hang data"), "");
        var client = greeted(server)) {
      InetSocketAddress address = client.extendedPassive();
      assertThatThrownBy(() -> PlainClient.connect(address, 200))
          .isInstanceOf(SocketTimeoutException.class);
      server.assertPlayed();
    }
  }

  @Test
  void aWrongAddressIsNamedOnce() throws Exception {
    String script =
        """
        S> 220 ready
        !> wrong address 10.9.8.7
        C> PASV
        S> 227 ({hostport})
        C> PASV
        S> 227 ({hostport})
        """;
    try (var server = play(script, "");
        var client = greeted(server)) {
      assertThat(client.ask("PASV")).startsWith("227 (10,9,8,7,");
      assertThat(client.ask("PASV")).startsWith("227 (127,0,0,1,");
      server.assertPlayed();
    }
  }

  @Test
  void theControlConnectionPausesDripsAndEnds() throws Exception {
    String script =
        """
        !> pause 60 ms
        S> 220 ready
        C> NOOP
        !> drip control 1 every 20 ms
        S> 200
        !> close control
        """;
    long begun = System.nanoTime();
    try (var server = play(script, "");
        var client = greeted(server)) {
      assertThat(System.nanoTime() - begun).isGreaterThan(50_000_000L);
      client.send("NOOP\r\n");
      assertThat(client.socket().getInputStream().read(new byte[100])).isEqualTo(1);
      assertThat(client.line()).isEqualTo("00");
      assertThat(client.socket().getInputStream().read()).isNegative();
      server.assertPlayed();
    }
  }

  @Test
  void theControlConnectionIsReset() throws Exception {
    try (var server = play("S> 220 ready\nC> NOOP\n!> reset control\n", "");
        var client = greeted(server)) {
      client.send("NOOP\r\n");
      assertThatThrownBy(() -> client.socket().getInputStream().read())
          .isInstanceOf(SocketException.class);
      server.assertPlayed();
    }
  }

  @Test
  void theControlConnectionStallsUntilThePeerIsGone() throws Exception {
    try (var server = play("S> 220 ready\nC> NOOP\n!> stall control\nS> 200 late\n", "");
        var client = greeted(server)) {
      client.send("NOOP\r\n");
      client.socket().setSoTimeout(100);
      assertThatThrownBy(client::line).isInstanceOf(SocketTimeoutException.class);
      client.socket().shutdownOutput();
      server.assertPlayed();
    }
  }

  @Test
  void octetsThatAreNoLineAreSentAsTheyAre() throws Exception {
    try (var server = play("S> 220 ready\nC> NOOP\nS> \\xFF\\x00\\n{3 times ab}\\\n", "");
        var client = greeted(server)) {
      client.send("NOOP\r\n");
      byte[] octets = client.socket().getInputStream().readNBytes(9);
      assertThat(new String(octets, StandardCharsets.ISO_8859_1)).isEqualTo("\u00FF\0\nababab");
      server.assertPlayed();
    }
  }

  private static String passive(String mishap) {
    return "S> 220 ready\nC> EPSV\n" + mishap + "\nS> 229 (|||{port}|)\n";
  }

  private static ScriptedServer play(String script, String mishap) throws IOException {
    return ScriptedServer.play(Transcript.parse(script.replace("%s", mishap)));
  }

  private static PlainClient greeted(ScriptedServer server) throws IOException {
    var client = new PlainClient(server.address());
    assertThat(client.line()).isEqualTo("220 ready");
    return client;
  }
}
