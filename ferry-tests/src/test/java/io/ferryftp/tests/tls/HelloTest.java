package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.Limits;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a server makes of the first octets of a handshake.
final class HelloTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int ALERT = 0x15;

  private static TestFtpServer start() {
    return TestFtpServer.builder().tls(Tls.REQUIRED).start();
  }

  /// SSL 3.0, TLS 1.0 and TLS 1.1 (RFC 8996): a hello of an old client has no extensions.
  @ParameterizedTest
  @ValueSource(strings = {"0300", "0301", "0302"})
  void oldVersionsAreRefused(String version) throws IOException {
    String random = "5a".repeat(32);
    String body = version + random + "00" + "0004c009002f" + "0100";
    String message = "010000" + HexFormat.of().toHexDigits((byte) (body.length() / 2)) + body;
    String hello =
        "16" + version + "00" + HexFormat.of().toHexDigits((byte) (message.length() / 2));
    byte[] answer = answer(HexFormat.of().parseHex(hello + message));
    assertThat(answer).hasSizeGreaterThanOrEqualTo(7);
    assertThat(answer[0]).isEqualTo((byte) ALERT);
  }

  /// A hello of SSL 2.0 is no record at all.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "802e0100020015000000100100800200800300800400800500800600400700c0",
        "0000000000000000000000000000000000",
        "474554202f20485454502f312e310d0a0d0a",
        "16030100ff",
        "1603ff0005010000010000",
        "16030300040100ffff",
      })
  void whatIsNoHandshakeEndsTheConnection(String octets) throws IOException {
    byte[] answer = answer(HexFormat.of().parseHex(octets));
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    assertThat(answer.length == 0 || answer[0] == ALERT || text.startsWith("421")).isTrue();
  }

  private static byte[] answer(byte[] hello) throws IOException {
    try (var server = start();
        var client = TlsClient.greeted(server, TlsVersion.TLS_1_2)) {
      client.expectAuth();
      Wire wire = client.control();
      wire.write(ByteBuffer.wrap(hello));
      wire.shutdownOutput();
      byte[] answer = readAll(wire);
      server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
      server.awaitEvent(ServerEvent.SessionClosed.class, SOON);
      return answer;
    }
  }

  private static byte[] readAll(Wire wire) throws IOException {
    var all = new ByteArrayOutputStream();
    var piece = ByteBuffer.allocate(4096);
    try {
      while (wire.read(piece.clear(), TlsClient.PATIENCE) >= 0) {
        all.write(piece.array(), 0, piece.position());
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // A reset is an end of the connection too: the server has not read all of what was sent.
      return all.toByteArray();
    }
    return all.toByteArray();
  }

  @Test
  void silenceInsteadOfAHandshakeEndsAtTheLimit() throws IOException {
    var limits = Limits.DEFAULT.toBuilder().handshakeTime(Duration.ofMillis(300)).build();
    try (var server =
            TestFtpServer.builder().tls().change(config -> config.limits(limits)).start();
        var client = TlsClient.greeted(server, TlsVersion.TLS_1_3)) {
      client.expectAuth();
      String last = new String(readAll(client.control()), StandardCharsets.ISO_8859_1);
      assertThat(last).matches("(421 .*\r\n)?");
      server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
      server.awaitEvent(ServerEvent.SessionClosed.class, SOON);
    }
  }

  /// No forward secrecy, or no authentication of what is encrypted.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256",
      })
  void weakSuitesAreRefused(String suite) throws IOException {
    try (var server = start();
        var client = TlsClient.greeted(server, TlsVersion.TLS_1_2)) {
      client.expectAuth();
      assertThatThrownBy(
              () -> client.protectControl(offer -> offer.setCipherSuites(new String[] {suite})))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("handshake_failure");
      server.awaitEvent(ServerEvent.HandshakeFailed.class, SOON);
    }
  }
}
