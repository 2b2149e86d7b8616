package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a server may ask for before it lets somebody in, and what becomes of the password.
@Timeout(20)
final class LoginTest {
  private static final String USER = "S> 220 ready\nC> USER anna\n";
  private static final String PASS = USER + "S> 331 password\nC> PASS secret\n";

  @Test
  void aUserWithoutPassword() throws IOException {
    loggedIn(USER + "S> 230 in\n");
  }

  @Test
  void aServerThatAsksForAnAccount() throws IOException {
    loggedIn(PASS + "S> 332 account\nC> ACCT payroll\nS> 230 in\n");
    try (var scripted = Scripted.play(PASS + "S> 332 account\n")) {
      assertThatThrownBy(() -> scripted.login(DataMode.PASSIVE))
          .isInstanceOf(LoginException.class)
          .hasMessageContaining("ACCT");
    }
  }

  @Test
  void aRefusalNamesStepAndReplyAndNoPassword() throws IOException {
    try (var scripted = Scripted.play(PASS + "S> 530 no secret for you, PASS secret\n")) {
      assertThatThrownBy(() -> scripted.login(DataMode.PASSIVE))
          .isInstanceOfSatisfying(
              LoginException.class,
              e -> {
                assertThat(e.verb()).isEqualTo(Optional.of(Verb.PASS));
                assertThat(e.reply().orElseThrow().number()).isEqualTo(530);
                assertThat(e.reply().orElseThrow().text()).doesNotContain("secret");
              })
          .hasMessageContaining("530")
          .hasMessageNotContaining("secret");
      assertThat(scripted.events().toString()).contains("PASS ***").doesNotContain("secret");
    }
  }

  @Test
  void aPasswordThatTheServerRepeatsLaterIsNotShown() throws IOException {
    String later = "S> 230 in\nC> PWD\nS> 257 \"/secret\" is the secret\n";
    try (var scripted = Scripted.play(PASS + later);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThat(client.workingDirectory()).isEqualTo("/secret");
      assertThat(scripted.events().toString()).contains("257").doesNotContain("secret");
    }
  }

  @Test
  void theServiceMayBeDelayed() throws IOException {
    loggedIn("S> 120 in a minute\n" + USER + "S> 230 in\n");
  }

  @Test
  void aServerThatIsNoneIsNamed() throws IOException {
    saysHello("S> SSH-2.0-OpenSSH_9.2\n", "SSH");
    saysHello("S> HTTP/1.1 400 Bad Request\n", "web server");
    saysHello("S> 421 too many\n", "421 too many");
    saysHello("S> 230 come in\n", "230 come in");
    saysHello("!> close control\n", "closed");
  }

  private static void saysHello(String transcript, String words) throws IOException {
    try (var scripted = Scripted.play(transcript)) {
      assertThatThrownBy(() -> scripted.login(DataMode.PASSIVE))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining(words);
    }
  }

  private static void loggedIn(String transcript) throws IOException {
    var login = new Login("anna", Secret.of("secret"), Optional.of(Secret.of("payroll")));
    try (var scripted = Scripted.play(transcript + "C> NOOP\nS> 200 ok\n");
        FtpClient client = FtpClient.open(scripted.config().build(), login)) {
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }
}
