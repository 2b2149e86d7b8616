package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.tls.TlsFacts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Protected data connections, one by one.
@Timeout(30)
final class TlsDataTest {
  static final String PASSIVE = "C> EPSV\nS> 229 (|||{port}|)\n";
  static final String GO = "C> RETR a\nS> 150 go\n";
  static final String GET = PASSIVE + GO;
  static final String PUT = PASSIVE + "C> STOR a\nS> 150 go\n";
  static final String LIST = PASSIVE + "C> LIST\nS> 150 go\n";
  static final String HELLO = "D> hello\nS> 226 done\n";
  private static final String STILL = "C> NOOP\nS> 200 ok\n";
  private static final Duration SHORT = Duration.ofMillis(200);

  static FtpClient open(Scripted scripted) throws IOException {
    return scripted.login(scripted.config(TlsMode.EXPLICIT).build());
  }

  static String get(FtpClient client) throws FtpException {
    var into = new ByteArrayOutputStream();
    client.retrieve("a", into, TransferOptions.DEFAULT);
    return into.toString(StandardCharsets.US_ASCII);
  }

  static TransferResult put(FtpClient client) throws FtpException {
    byte[] octets = "hello\r\n".getBytes(StandardCharsets.US_ASCII);
    return client.store(new ByteArrayInputStream(octets), "a", TransferOptions.DEFAULT);
  }

  static List<TlsFacts> facts(Scripted scripted) {
    return scripted.events().stream()
        .filter(ClientEvent.DataProtected.class::isInstance)
        .map(event -> ((ClientEvent.DataProtected) event).tls())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "!> tls version 1.2\n"})
  void everyDataConnectionResumesTheSession(String version) throws Exception {
    String script =
        version
            + Scripted.SECURE_LOGIN
            + "!> demand resumption\n"
            + LIST
            + "D> \\\nS> 226 done\n"
            + (GET + HELLO).repeat(2)
            + (PUT + HELLO).repeat(4)
            + GET
            + HELLO
            + STILL;
    try (var scripted = Scripted.play(script);
        FtpClient client = open(scripted)) {
      assertThat(client.list("")).isEmpty();
      for (int i = 0; i < 2; i++) {
        assertThat(get(client)).isEqualTo("hello\r\n");
      }
      for (int i = 0; i < 4; i++) {
        put(client);
      }
      assertThat(get(client)).isEqualTo("hello\r\n");
      client.keepAlive();
      assertThat(facts(scripted))
          .hasSize(8)
          .extracting(TlsFacts::handshake)
          .containsOnly(TlsFacts.Handshake.RESUMED);
      scripted.server().assertPlayed();
    }
  }

  @Test
  void activeDataConnectionsAreProtectedTheSameWay() throws Exception {
    String active = "C> PORT {hostport}\nS> 200 ok\n";
    try (var scripted =
            Scripted.afterTls(
                "!> demand resumption\n"
                    + active
                    + GO
                    + HELLO
                    + active
                    + "C> STOR a\nS> 150 go\n"
                    + HELLO);
        FtpClient client =
            scripted.login(
                scripted.config(TlsMode.EXPLICIT).dataMode(DataMode.ACTIVE_ONLY).build())) {
      assertThat(get(client)).isEqualTo("hello\r\n");
      put(client);
      scripted.server().assertPlayed();
    }
  }

  @Test
  void anotherCertificateThanTheControlConnectionsEndsAll() throws Exception {
    try (var scripted = Scripted.afterTls("!> certificate other\n" + GET + HELLO);
        FtpClient client = open(scripted)) {
      assertThatThrownBy(() -> get(client))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("another certificate than the control connection");
      assertThatThrownBy(client::keepAlive).hasMessageContaining("connect again");
    }
  }

  @Test
  void clearTextWhereProtectionWasPromisedIsRefused() throws Exception {
    try (var scripted =
            Scripted.afterTls(
                "!> data clear\n"
                    + GET
                    + "!> offer data\nD> {octets 100000}\nC> ABOR\nS> 426 cut\nS> 226 ok\n"
                    + STILL);
        FtpClient client = open(scripted)) {
      assertThatThrownBy(() -> get(client))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("promised to protect data (PROT P), and what came is not TLS");
      client.keepAlive();
    }
  }

  @Test
  void aDownloadThatIsCutIsNoFile() throws Exception {
    try (var scripted = Scripted.afterTls("!> no close_notify\n" + GET + HELLO + STILL);
        FtpClient client = open(scripted)) {
      assertThatThrownBy(() -> get(client))
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("without close_notify");
      client.keepAlive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"D> \\\n", "D> -rw-r--r-- 1 a a 1 Jan 1 2020 a\n"})
  void aListingThatIsCutIsNone(String data) throws Exception {
    try (var scripted =
            Scripted.afterTls("!> no close_notify\n" + LIST + data + "S> 226 done\n" + STILL);
        FtpClient client = open(scripted)) {
      assertThatThrownBy(() -> client.list(""))
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("without close_notify");
      client.keepAlive();
    }
  }

  @Test
  void aDownloadOfTheRightSizeMayEndWithoutCloseNotify() throws Exception {
    String sized = "C> SIZE a\nS> 213 7\n";
    try (var scripted =
            Scripted.afterTls(
                "C? TYPE I\nS> 200 ok\n" + sized + "!> no close_notify\n" + GET + HELLO);
        FtpClient client = open(scripted)) {
      assertThat(get(client)).isEqualTo("hello\r\n");
      assertThat(scripted.events())
          .filteredOn(ClientEvent.Notice.class::isInstance)
          .singleElement()
          .asString()
          .contains("without close_notify; the size is right");
    }
  }

  @Test
  void whatComesBehindTheEndDoesNotCount() throws Exception {
    try (var scripted = Scripted.afterTls("!> octets behind close_notify\n" + GET + HELLO);
        FtpClient client = open(scripted)) {
      assertThat(get(client)).isEqualTo("hello\r\n");
    }
  }

  @Test
  void theEndOfTlsBehindAnUploadIsNotWaitedForWithoutLimit() throws Exception {
    try (var scripted = Scripted.afterTls("!> hold data\n" + PUT + HELLO + STILL);
        FtpClient client =
            scripted.login(
                scripted
                    .config(TlsMode.EXPLICIT)
                    .limits(Scripted.LIMITS.withCloseNotify(SHORT))
                    .build())) {
      assertThat(put(client).octets()).isEqualTo(7);
      client.keepAlive();
    }
  }

  @Test
  void theHandshakeHasALimit() throws Exception {
    try (var scripted = Scripted.afterTls(GET + "C> ABOR\nS> 426 cut\nS> 226 aborted\n" + STILL);
        FtpClient client =
            scripted.login(
                scripted
                    .config(TlsMode.EXPLICIT)
                    .limits(Scripted.LIMITS.withHandshake(Duration.ofSeconds(2)))
                    .build())) {
      assertThatThrownBy(() -> get(client))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("no agreement on TLS for the data connection within 2000 ms");
      client.keepAlive();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherThreadEndsTheHandshake(boolean closing) throws Exception {
    var opened = new CountDownLatch(1);
    try (var scripted = Scripted.afterTls(GET + "C> ABOR\nS> 426 cut\nS> 226 aborted\n" + STILL);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      ClientConfig config =
          scripted
              .config(TlsMode.EXPLICIT)
              .listener(event -> {
                if (event instanceof ClientEvent.DataConnectionOpened) {
                  opened.countDown();
                }
              })
              .build();
      try (FtpClient client = scripted.login(config)) {
        threads.execute(() -> {
          try {
            opened.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (closing) {
            ((Runnable) client::close).run();
          } else {
            client.abort();
          }
        });
        assertThatThrownBy(() -> get(client)).isInstanceOf(FtpException.class);
        if (!closing) {
          client.keepAlive();
        }
      }
    }
  }
}
