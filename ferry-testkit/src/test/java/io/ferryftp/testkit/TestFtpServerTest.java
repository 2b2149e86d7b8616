package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.CommandReceived;
import io.ferryftp.event.ServerEvent.LoginFailed;
import io.ferryftp.event.ServerEvent.LoginSucceeded;
import io.ferryftp.event.ServerEvent.ReplySent;
import io.ferryftp.event.ServerEvent.ServerStopped;
import io.ferryftp.event.ServerEvent.SessionOpened;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server without JUnit's help.
@Timeout(60)
final class TestFtpServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static String read(URI url) throws IOException {
    try (var in = url.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatIsPutIsServed() throws IOException {
    try (var server = TestFtpServer.start()) {
      server.files().put("/d/e/a.txt", "hello");
      assertThat(read(server.url("/d/e/a.txt"))).isEqualTo("hello");
      assertThat(server.files().names("/")).containsExactly("d");
      assertThat(server.host()).isEqualTo(server.address().getAddress().getHostAddress());
    }
  }

  @Test
  void whatIsSentIsThere() throws IOException {
    try (var server = TestFtpServer.start()) {
      var connection = server.url("/a.bin").toURL().openConnection();
      connection.setDoOutput(true);
      try (var out = connection.getOutputStream()) {
        out.write(new byte[] {0, -1, 13, 10});
      }
      var end = server.awaitEvent(TransferEnded.class, LIMIT);
      assertThat(end.octets()).isEqualTo(4);
      assertThat(server.files().content("/a.bin")).hasValue(new byte[] {0, -1, 13, 10});
    }
  }

  @Test
  void urlsHoldWhateverNamesAndPasswordsHold() throws IOException {
    try (var server = TestFtpServer.builder().user("us@er").password("let: me/in %41ä").start()) {
      server.files().put("/a b/100% ä?#;x", "hello");
      assertThat(read(server.url("/a b/100% ä?#;x"))).isEqualTo("hello");
      assertThat(server.secret().reveal()).isEqualTo(server.password());
    }
  }

  @Test
  void filesAreArrangedAndLookedAt() {
    try (var server = TestFtpServer.start()) {
      TestFiles files = server.files();
      files.makeDirectory("/d/e");
      files.put("/d/f", new byte[] {65});
      assertThat(files.text("/d/f")).hasValue("A");
      assertThat(files.content("/d")).isEmpty();
      assertThat(files.content("/no")).isEmpty();
      assertThat(files.text("/d/f/x")).isEmpty();
      assertThat(files.exists("/d/e")).isTrue();
      assertThat(files.exists("/d/no")).isFalse();
      assertThat(files.facts("/d/f").orElseThrow().size()).isEqualTo(1);
      assertThat(files.names("/d")).containsExactly("e", "f");
      files.put("/d/e/deep/er/x", "x");
      files.delete("/d");
      files.delete("/d");
      assertThat(files.names("/")).isEmpty();
      files.put("/x", "");
      files.put("/y/z", "");
      files.clear();
      assertThat(files.names("/")).isEmpty();
      assertThatThrownBy(() -> files.names("/no")).hasCauseInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void accessIsWhatIsAskedFor() throws IOException {
    try (var server =
            TestFtpServer.builder()
                .access(Access.READ_ONLY)
                .anonymous(AnonymousAccess.READ_WRITE)
                .start();
        var account = Talk.loggedIn(server);
        var stranger = new Talk(server)) {
      assertThat(account.say("MKD /d")).isEqualTo(550);
      assertThat(stranger.say("USER anonymous")).isEqualTo(331);
      assertThat(stranger.say("PASS me@example.org")).isEqualTo(230);
      assertThat(stranger.say("MKD /d")).isEqualTo(257);
      assertThat(account.say("CWD /d")).isEqualTo(250);
    }
  }

  @Test
  void strangersAreNobodyUnlessTheyAreAskedFor() throws IOException {
    try (var server = TestFtpServer.start();
        var stranger = new Talk(server)) {
      stranger.say("USER anonymous");
      assertThat(stranger.say("PASS me@example.org")).isEqualTo(530);
      assertThat(server.awaitEvent(LoginFailed.class, LIMIT).name()).isEqualTo("anonymous");
    }
    try (var server = TestFtpServer.builder().anonymous(AnonymousAccess.READ_ONLY).start();
        var stranger = new Talk(server)) {
      stranger.say("USER ftp");
      assertThat(stranger.say("PASS x")).isEqualTo(230);
      assertThat(stranger.say("MKD /d")).isEqualTo(550);
    }
  }

  @Test
  void eventsAreRememberedAndPasswordsMasked() throws IOException {
    try (var server = TestFtpServer.builder().password("hunter22").start();
        var talk = Talk.loggedIn(server)) {
      talk.say("NOOP");
      assertThat(server.awaitEvent(LoginSucceeded.class, LIMIT).account()).isEqualTo("tester");
      var noop =
          server.awaitEvent(CommandReceived.class, said -> said.line().equals("NOOP"), LIMIT);
      assertThat(noop.session()).isEqualTo(1);
      assertThat(server.events()).hasAtLeastOneElementOfType(SessionOpened.class);
      assertThat(server.events().toString()).contains("PASS").doesNotContain("hunter22");
    }
  }

  @Test
  void anEventIsWaitedForAndNoLongerThanTold() throws Exception {
    try (var server = TestFtpServer.start()) {
      assertThatThrownBy(() -> server.awaitEvent(LoginSucceeded.class, Duration.ofMillis(10)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("LoginSucceeded did not happen within PT0.01S")
          .hasMessageContaining("ServerStarted");
      var waiting = new CountDownLatch(1);
      var opened = new CompletableFuture<ServerEvent>();
      Thread.ofVirtual()
          .start(() -> {
            waiting.countDown();
            opened.complete(server.awaitEvent(SessionOpened.class::isInstance, LIMIT));
          });
      waiting.await();
      try (var _ = new Talk(server)) {
        assertThat(opened.get()).isInstanceOf(SessionOpened.class);
      }
    }
  }

  @Test
  void onlyTheLastEventsAreRemembered() throws IOException {
    assertThat(TestFtpServer.EVENTS).isEqualTo(10_000);
    assertThatThrownBy(() -> TestFtpServer.builder().events(0))
        .isInstanceOf(IllegalArgumentException.class);
    try (var server = TestFtpServer.builder().events(2).start();
        var talk = Talk.loggedIn(server)) {
      for (int i = 0; i < 5; i++) {
        talk.say("NOOP");
      }
      talk.say("ABCD");
      server.awaitEvent(ReplySent.class, reply -> reply.code().number() == 500, LIMIT);
      assertThat(server.events()).hasSize(2);
    }
  }

  @Test
  void aResetKeepsThePortAndNothingElse() throws IOException {
    try (var server = TestFtpServer.start();
        var leaked = Talk.loggedIn(server)) {
      int port = server.port();
      server.files().put("/a", "x");
      server.reset();
      assertThat(leaked.isClosedByServer()).isTrue();
      assertThat(server.port()).isEqualTo(port);
      assertThat(server.files().names("/")).isEmpty();
      assertThat(server.engine().sessions()).isZero();
      assertThat(server.events()).isEmpty();
      try (var again = Talk.loggedIn(server)) {
        assertThat(again.say("SIZE /a")).isEqualTo(550);
      }
    }
  }

  @Test
  void closingLeavesNobodyListening() throws IOException {
    TestFtpServer server = TestFtpServer.start();
    try (var leaked = Talk.loggedIn(server)) {
      server.close();
      assertThat(leaked.isClosedByServer()).isTrue();
      assertThat(server.events().getLast()).isInstanceOf(ServerStopped.class);
      assertThatThrownBy(() -> new Talk(server)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void storageClockAndLimitsCanBeOnesOwn() throws IOException {
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    var storage = new MemoryStorage();
    try (var server =
            TestFtpServer.builder()
                .storage(storage, "/mine")
                .clock(() -> now)
                .change(config -> config.limits(limitedSessions()))
                .start();
        var talk = Talk.loggedIn(server)) {
      assertThat(talk.say("MKD /d")).isEqualTo(257);
      assertThat(server.files().exists("/d")).isTrue();
      assertThat(server.events().getFirst().at()).isEqualTo(now);
      try (var second = new Socket(server.address().getAddress(), server.port())) {
        assertThat(new String(second.getInputStream().readNBytes(3), StandardCharsets.US_ASCII))
            .isEqualTo("421");
      }
      server.reset();
      assertThat(server.files().exists("/d")).isFalse();
    }
  }

  private static Limits limitedSessions() {
    return Limits.DEFAULT.toBuilder().sessions(1).build();
  }

  @Test
  void memoryIsLimitedAsAskedFor() throws IOException {
    try (var server = TestFtpServer.builder().memory(MemoryLimits.DEFAULT.withEntries(2)).start()) {
      server.files().put("/a", "x");
      try (var talk = Talk.loggedIn(server)) {
        assertThat(talk.say("MKD /d")).isEqualTo(552);
      }
    }
  }
}
