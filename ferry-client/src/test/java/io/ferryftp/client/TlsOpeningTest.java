package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsVersion;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// TLS on the control connection: how it begins, and what ends everything before a user is named.
@Timeout(30)
final class TlsOpeningTest {
  private static final String REFUSED = "S> 220 ready\nC> AUTH TLS\nS> 502 no\n";
  private static final String CLEAR =
      REFUSED + behindGreeting(Scripted.LOGIN) + "C> NOOP\nS> 200 ok\n";

  private static String behindGreeting(String login) {
    return login.substring(login.indexOf('\n') + 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = TlsMode.class,
      names = {"AUTO", "EXPLICIT"})
  void authTlsComesBeforeTheUser(TlsMode mode) throws Exception {
    try (var scripted = Scripted.afterTls("C> NOOP\nS> 200 ok\nC> QUIT\nS> 221 bye\n");
        FtpClient client = scripted.login(scripted.config(mode).build())) {
      client.keepAlive();
      client.quit();
      assertThat(scripted.events())
          .filteredOn(ClientEvent.ControlProtected.class::isInstance)
          .singleElement()
          .extracting(event -> ((ClientEvent.ControlProtected) event).tls().handshake())
          .isEqualTo(Handshake.FULL);
      scripted.server().assertPlayed();
    }
  }

  @Test
  void implicitTlsComesBeforeTheGreeting() throws Exception {
    String script =
        "!> tls\nS> 220 ready\n" + Scripted.secured(Scripted.LOGIN) + "C> NOOP\nS> 200 ok\n";
    try (var scripted = Scripted.play(script);
        FtpClient client = scripted.login(scripted.config(TlsMode.IMPLICIT).build())) {
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }

  @Test
  void implicitTlsAtAPortInClearIsNamed() throws Exception {
    try (var scripted = Scripted.play("S> 220 ready\n")) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.IMPLICIT).build()))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("does not speak TLS")
          .hasMessageContaining("elsewhere use ftpes");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"431 later", "500 what", "534 policy", "200 yes", "334 more"})
  void explicitTlsEndsWithoutIt(String reply) throws Exception {
    try (var scripted = Scripted.play("S> 220 ready\nC> AUTH TLS\nS> " + reply + "\n")) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.EXPLICIT).build()))
          .isInstanceOfSatisfying(
              TlsException.class,
              e -> {
                assertThat(e.step()).isEqualTo(Step.TLS);
                assertThat(e.reply()).isPresent();
              })
          .hasMessageContaining("offers no TLS");
      assertThat(scripted.server().clientLines()).containsExactly("AUTH TLS");
    }
  }

  @Test
  void aGreetingThatLetsOneInIsNone() throws Exception {
    try (var scripted = Scripted.play("S> 230 you are in\n")) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.EXPLICIT).build()))
          .isInstanceOf(ConnectionException.class);
      assertThat(scripted.server().clientLines()).isEmpty();
    }
  }

  @Test
  void whereTlsIsRefusedTheUserIsTold() throws Exception {
    try (var scripted = Scripted.play(CLEAR);
        FtpClient client = scripted.login(scripted.config(TlsMode.AUTO).build())) {
      client.keepAlive();
      assertThat(scripted.events())
          .filteredOn(ClientEvent.StaysInClear.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void aServerThatHasOfferedTlsIsNotBelievedThatItDoesNot() throws Exception {
    var memory = new SharedMemory();
    try (var scripted = Scripted.play(Scripted.SECURE_LOGIN, REFUSED)) {
      ClientConfig config = scripted.config(TlsMode.AUTO).memory(memory).build();
      scripted.login(config).close();
      assertThat(memory.notes(config.host(), config.port()).tls())
          .isEqualTo(HostNotes.TlsOffer.SEEN);
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("has offered TLS before")
          .hasMessageContaining("in the middle");
      assertThat(scripted.server().clientLines().getLast()).isEqualTo("AUTH TLS");
    }
  }

  @Test
  void aServerHasOfferedTlsEvenIfNobodyWasLetIn() throws Exception {
    String refused =
        "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> tls\nC> USER anna\nS> 530 not you\n";
    try (var scripted = Scripted.play(refused, REFUSED)) {
      ClientConfig config = scripted.config(TlsMode.AUTO).build();
      assertThatThrownBy(() -> scripted.login(config)).hasMessageContaining("530");
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("has offered TLS before");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // CVE-2021-22947: what comes behind the consent, in clear, was taken for protected.
        "S> 234 go on\\r\\n230 you are in\n!> tls\n",
        "S> 234 go on\nS> 230 you are in\n",
        "S> 234-go on\nS> 234 now\nS> 331 password\n",
      })
  void whatIsInjectedBehindTheConsentEndsAll(String reply) throws Exception {
    try (var scripted = Scripted.play("S> 220 ready\nC> AUTH TLS\n" + reply)) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.AUTO).build()))
          .isInstanceOf(TlsException.class);
      // What it reads as lines may be the beginning of a handshake, which the client has to make
      // before it can see that the answer is none.
      assertThat(scripted.server().clientLines())
          .startsWith("AUTH TLS")
          .noneMatch(line -> line.contains("USER"));
    }
  }

  @Test
  void whatComesInOnePacketWithTheConsentIsNotKept() throws Exception {
    String injected = "S> 234 go on\\r\\n230 you are in\n!> stall control\n";
    try (var scripted = Scripted.play("S> 220 ready\nC> AUTH TLS\n" + injected)) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.AUTO).build()))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("in clear text behind the server's consent");
    }
  }

  @Test
  void aHandshakeThatIsCutIsNoReasonToGoOnInClear() throws Exception {
    String script = "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> cut handshake\n!> tls\n";
    try (var scripted = Scripted.play(script)) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.AUTO).build()))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("TLS handshake");
    }
  }

  @Test
  void theHandshakeHasALimit() throws Exception {
    try (var scripted =
        Scripted.play("S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> stall control\n")) {
      ClientConfig config =
          scripted
              .config(TlsMode.EXPLICIT)
              .limits(Scripted.LIMITS.withHandshake(Duration.ofMillis(200)))
              .build();
      assertThatThrownBy(() -> scripted.login(config))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("no agreement on TLS within 200 ms");
    }
  }

  @Test
  void whereDataIsNotProtectedNothingGoesOn() throws Exception {
    String login = Scripted.SECURE_LOGIN.replace("S> 200 private", "S> 534 no");
    try (var scripted = Scripted.play(login)) {
      assertThatThrownBy(() -> scripted.login(scripted.config(TlsMode.AUTO).build()))
          .isInstanceOf(TlsException.class)
          .hasMessageContaining("does not protect data connections: 534 no");
    }
  }

  @Test
  void theVersionThatIsRememberedIsTheHighest() throws Exception {
    var memory = new SharedMemory();
    try (var scripted = Scripted.afterTls("")) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      memory.remember(
          config.host(), config.port(), HostNotes.NONE.withHighestTls(TlsVersion.TLS_1_2));
      scripted.login(config).close();
      assertThat(protocolOf(scripted)).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void withoutMemoryItIsTheNewestOne() throws Exception {
    try (var scripted = Scripted.afterTls("")) {
      scripted.login(scripted.config(TlsMode.EXPLICIT).build()).close();
      assertThat(protocolOf(scripted)).isEqualTo("TLSv1.3");
    }
  }

  private static String protocolOf(Scripted scripted) {
    return scripted.events().stream()
        .filter(ClientEvent.ControlProtected.class::isInstance)
        .map(event -> ((ClientEvent.ControlProtected) event).tls().protocol())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH TLS", "prot C", "CCC", "PBSZ 0", "REIN"})
  void nobodyElseChangesTheProtection(String line) throws Exception {
    try (var scripted = Scripted.afterTls("C> NOOP\nS> 200 ok\n");
        FtpClient client = scripted.login(scripted.config(TlsMode.EXPLICIT).build())) {
      assertThatThrownBy(() -> client.raw(line)).isInstanceOf(IllegalArgumentException.class);
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }

  @Test
  void offIsInClearWhateverIsOffered() throws IOException, FtpException {
    try (var scripted = Scripted.after("C> NOOP\nS> 200 ok\n");
        FtpClient client =
            scripted.login(
                scripted.config().tls(ClientTls.DEFAULT.withMode(TlsMode.OFF)).build())) {
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }
}
