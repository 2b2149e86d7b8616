package io.ferryftp.client.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which replies say that a data connection was refused for its TLS.
final class LackOfProtectionTest {
  private static boolean isLack(String reply, String pathname) {
    int number = Integer.parseInt(reply.substring(0, 3));
    return DataNegotiation.isLackOfProtection(
        new ReceivedReply(number, List.of(reply.substring(4))), new Command.Retr(pathname));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "522 session reuse required",
        "425 Unable to build data connection: Operation not permitted",
        "426 Failure",
        "450 TLS session of data connection not resumed.",
        "521 data connection must use TLS",
        "500 SSL_accept failed",
        "435 OpenSSL: no TLSv1.3",
        "431 GnuTLS error -15",
      })
  void itIs(String reply) {
    assertThat(isLack(reply, "S")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "451 /etc/ssl/x: read error, x",
    "450 /etc/ssl/x: busy, x",
    "450 tls.pem: busy, tls.pem",
    "550 No SSL here: no such file, a",
    "552 TLS quota, a",
    "452 no room for TLS, a",
    "451 local TLS error, a",
    "500 titlssl, a",
    "226 TLS, a",
    "530 log in, a",
  })
  void itIsNot(String reply, String pathname) {
    assertThat(isLack(reply, pathname)).isFalse();
  }
}
