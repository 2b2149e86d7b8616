package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.server.config.Limits;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each limit of a session, passed by one.
@Timeout(120)
class LimitsTest {
  @TempDir Path home;
  @TempDir Path data;

  private EmbeddedServer impatient() throws IOException {
    return EmbeddedServer.over(home, data, config -> config.limits(SmallLimits.impatient()));
  }

  private EmbeddedServer usual() throws IOException {
    return EmbeddedServer.over(home, data, config -> config);
  }

  @Test
  void strangerWhoDoesNotLogInIsSentAway() throws IOException {
    try (var server = impatient();
        var client = ControlClient.connect(server.control())) {
      client.expect(421);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void idleSessionIsSentAway() throws IOException {
    try (var server = impatient();
        var client = server.login()) {
      client.expect(421);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void runningTransferCountsAsActivity() throws Exception {
    byte[] content = SampleFile.content(1, 24 << 20);
    Files.write(home.resolve("large"), content);
    try (var server = impatient();
        var client = server.login();
        Socket reader = client.extendedPassive()) {
      client.expectOpening("RETR large");
      var pace = new CountDownLatch(1);
      long started = System.nanoTime();
      int octets = 0;
      // So slowly that the transfer outlasts the idle limit, and never stalls.
      while (System.nanoTime() - started < 2 * SmallLimits.IDLE.toNanos()) {
        octets += reader.getInputStream().readNBytes(128 << 10).length;
        assertThat(pace.await(20, TimeUnit.MILLISECONDS)).isFalse();
      }
      octets += reader.getInputStream().readAllBytes().length;
      assertThat(octets).isEqualTo(content.length);
      client.expect(226);
      client.expect(200, "NOOP");
    }
  }

  @Test
  void dataConnectionThatNeverComesIs425() throws IOException {
    try (var server = impatient();
        var client = server.login()) {
      client.expect(229, "EPSV");
      client.expect(150, "NLST");
      client.expect(425);
      client.expect(200, "NOOP");
    }
  }

  @Test
  void readerThatStallsIsCutOff() throws IOException {
    Files.write(home.resolve("large"), SampleFile.content(1, 32 << 20));
    try (var server = impatient();
        var client = server.login();
        Socket _ = client.extendedPassive()) {
      client.expectOpening("RETR large");
      client.expect(426);
      client.expect(200, "NOOP");
    }
  }

  @Test
  void writerThatStallsIsCutOffAndItsUploadKept() throws IOException {
    try (var server = impatient();
        var client = server.login();
        Socket writer = client.extendedPassive()) {
      client.expectOpening("STOR half");
      writer.getOutputStream().write("12345".getBytes(StandardCharsets.US_ASCII));
      client.expect(426);
      assertThat(client.expect(213, "SIZE half").text()).isEqualTo("5");
    }
    assertThat(home.resolve("half")).doesNotExist();
  }

  @Test
  void passivePortsThatAreAllExpectedArePatientlyRefused() throws IOException {
    var clients = new ArrayList<ControlClient>();
    try (var server = impatient()) {
      for (int i = 0; i < 10; i++) {
        ControlClient client = server.login();
        clients.add(client);
        client.expect(229, "EPSV");
        keepAlive(clients);
      }
      try (var late = server.login()) {
        late.expect(425, "EPSV");
      }
    } finally {
      for (ControlClient client : clients) {
        client.close();
      }
    }
  }

  private static void keepAlive(Iterable<ControlClient> clients) throws IOException {
    for (ControlClient client : clients) {
      client.expect(200, "NOOP");
    }
  }

  @Test
  void tenRefusalsBeforeLoginAreAnsweredAndTheNextIsTheLast() throws IOException {
    try (var server = usual();
        var client = ControlClient.connect(server.control())) {
      for (int i = 0; i < Limits.DEFAULT.refusalsBeforeLogin(); i++) {
        client.expect(530, "LIST");
      }
      client.expect(421, "LIST");
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void fiftyUnknownCommandsInARowAreAnsweredAndTheNextIsTheLast() throws IOException {
    try (var server = usual();
        var client = server.login()) {
      for (int round = 0; round < 2; round++) {
        for (int i = 0; i < Limits.DEFAULT.unrecognisedInARow(); i++) {
          client.expect(500, "XYZZY");
        }
        client.expect(round == 0 ? 200 : 421, round == 0 ? "NOOP" : "XYZZY");
      }
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void thirdWrongPasswordIsTheLast() throws IOException {
    try (var server = usual();
        var client = ControlClient.connect(server.control())) {
      for (int code : new int[] {530, 530, 421}) {
        client.expect(331, "USER " + Launch.USER);
        client.expect(code, "PASS wrong");
      }
      assertThat(client.ended()).isTrue();
      try (var again = server.login()) {
        again.expect(200, "NOOP");
      }
    }
  }

  @Test
  void longLinesAreRefusedAndSkipped() throws IOException {
    int limit = Limits.DEFAULT.lineOctets();
    try (var server = usual();
        var client = server.login()) {
      assertThat(client.ask("RETR " + "x".repeat(limit - 7)).code()).isEqualTo(425);
      assertThat(client.ask("RETR " + "x".repeat(limit - 6)).code()).isEqualTo(500);
      client.expect(200, "NOOP");
    }
  }

  /// It is a command like any other for what holds until the next one.
  @Test
  void longLinesAreCommandsInBetween() throws IOException {
    String tooLong = "x".repeat(Limits.DEFAULT.lineOctets() + 1);
    try (var server = usual();
        var client = server.login()) {
      client.expect(257, "MKD a");
      client.expect(350, "RNFR a");
      client.expect(500, tooLong);
      client.expect(503, "RNTO b");
      client.upload("STOR f", new byte[10]);
      client.expect(350, "REST 5");
      client.expect(500, tooLong);
      assertThat(client.expect(213, "HASH f").text()).startsWith("SHA-256 0-9 ");
    }
  }

  @Test
  void lineWithoutEndIsAFlood() throws IOException {
    try (var server = usual();
        var client = ControlClient.connect(server.control())) {
      byte[] flood = "A".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
      client.sendOctets(flood);
      client.expect(500);
      client.expect(421);
    }
  }

  @Test
  void sessionBeyondTheLimitIsToldSo() throws IOException {
    try (var server =
            EmbeddedServer.over(home, data, config -> config.limits(SmallLimits.few(2, 64)));
        var _ = server.login();
        var _ = server.login();
        var third = ControlClient.connect(server.control())) {
      Answer greeting = third.greeting();
      assertThat(greeting.code()).isEqualTo(421);
    }
  }

  @Test
  void sizeInTypeAIsCountedUpToItsLimit() throws IOException {
    Files.writeString(home.resolve("at"), "\n".repeat(64));
    Files.writeString(home.resolve("above"), "\n".repeat(65));
    try (var server =
            EmbeddedServer.over(home, data, config -> config.limits(SmallLimits.few(9, 64)));
        var client = server.login()) {
      client.expect(200, "TYPE A");
      assertThat(client.expect(213, "SIZE at").text()).isEqualTo("128");
      client.expect(550, "SIZE above");
    }
  }
}
