package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Uploads whose end is in the data, under TLS, which has an end of its own.
@ParameterizedClass
@EnumSource(TlsVersion.class)
final class CodedUploadTest {
  private static final String WHOLE = "@\0\5hello";
  private static final String UNENDED = "\0\0\5hello";

  private final TlsVersion version;

  CodedUploadTest(TlsVersion version) {
    this.version = version;
  }

  private enum Farewell {
    CLOSE_NOTIFY,
    /// The TCP connection ends, and TLS does not.
    NONE
  }

  /// The connection stays open until the server has replied, so that it is the server who ends it.
  private static String upload(TlsClient client, String wire, Farewell farewell)
      throws IOException {
    assertThat(client.ask("MODE B")).startsWith("200");
    Wire data = client.open();
    assertThat(client.ask("STOR a")).startsWith("150");
    try (data) {
      TlsWire secured = client.protect(data);
      secured.write(ByteBuffer.wrap(wire.getBytes(StandardCharsets.ISO_8859_1)));
      if (farewell == Farewell.CLOSE_NOTIFY) {
        secured.shutdownOutput();
      } else {
        data.shutdownOutput();
      }
      return client.reply();
    }
  }

  @Test
  void theEndOfTheDataIsEnough() throws IOException {
    try (var server = TestFtpServer.builder().tls(Tls.REQUIRED).start();
        var client = TlsClient.loggedIn(server, version)) {
      for (Farewell farewell : Farewell.values()) {
        assertThat(upload(client, WHOLE, farewell)).startsWith("226");
        assertThat(server.files().text("/a")).contains("hello");
        server.files().delete("/a");
      }
    }
  }

  @Test
  void theEndOfTlsIsNotTheEndOfTheData() throws IOException {
    try (var server = TestFtpServer.builder().tls(Tls.REQUIRED).start();
        var client = TlsClient.loggedIn(server, version)) {
      for (Farewell farewell : Farewell.values()) {
        assertThat(upload(client, UNENDED, farewell)).startsWith("426");
        assertThat(server.files().exists("/a")).isFalse();
      }
    }
  }
}
