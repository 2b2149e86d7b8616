package io.ferryftp.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.ferryftp.event.ServerEvent.Outcome;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.server.config.Limits;
import io.ferryftp.testkit.script.ScriptedServer;
import io.ferryftp.testkit.script.Transcript;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The examples of the README, which [ReadmeTest] finds here.
@RunFtpServer
final class ReportTest {
  @Test
  void fetchesTheReport(TestFtpServer server) throws IOException {
    server.files().put("/reports/today.csv", "apples;3\n");
    assertEquals("apples;3\n", fetch(server.url("/reports/today.csv")));
  }

  private static String fetch(URI url) throws IOException {
    try (var in = url.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void fetchesAllOfIt(TestFtpServer server) throws IOException {
    server.files().put("/a.txt", "x");
    fetch(server.url("/a.txt"));
    var end = server.awaitEvent(TransferEnded.class, Duration.ofSeconds(10));
    assertEquals(Outcome.COMPLETED, end.outcome());
    assertEquals(1, end.octets());
  }

  @Test
  void isRefusedASecondSession() throws IOException {
    try (var server =
        TestFtpServer.builder()
            .access(Access.READ_ONLY)
            .change(config -> config.limits(Limits.DEFAULT.toBuilder().sessions(1).build()))
            .start()) {
      server.files().put("/a.txt", "x");
      try (var talk = Talk.loggedIn(server)) {
        assertEquals(550, talk.say("DELE /a.txt"));
        assertThrows(IOException.class, () -> fetch(server.url("/a.txt")));
      }
    }
  }

  @Test
  void saysThatTheServerIsFull() throws IOException {
    String full =
        """
        S> 220 ready
        C> USER {any}
        S> 421 too many users, come back later
        *> QUIT
        S> 221 bye
        """;
    try (var server = ScriptedServer.play(Transcript.parse(full))) {
      var url = URI.create("ftp://tester:secret@127.0.0.1:" + server.port() + "/a.txt");
      assertThrows(IOException.class, () -> fetch(url));
      server.assertPlayed();
    }
  }
}
