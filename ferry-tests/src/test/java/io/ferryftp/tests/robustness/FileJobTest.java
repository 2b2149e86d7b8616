package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.event.ServerEvent.Outcome;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.event.ServerEvent.TransferStarted;
import io.ferryftp.server.config.Limits;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Digests and copies run beside their session as a transfer does: they can be asked about and
/// stopped, others wait their turn, and there are only so many at a time.
@Timeout(120)
class FileJobTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  /// More than anybody reads in the time of a test; a hole takes no room.
  private static final long ENDLESS_BYTES = 64L << 30;

  @TempDir Path home;
  @TempDir Path data;

  private EmbeddedServer onDisk() throws IOException {
    return EmbeddedServer.over(home, data, config -> config);
  }

  private static EmbeddedServer gated(GatedStorage storage, Limits limits) {
    return EmbeddedServer.over(storage, "/", config -> config.limits(limits));
  }

  private static Limits one() {
    return Limits.DEFAULT.toBuilder().digests(1).copies(1).build();
  }

  @Test
  void digestsAreThoseOfJava() throws Exception {
    byte[] content = SampleFile.content(3, 3_000_001);
    Files.write(home.resolve("a b"), content);
    try (var server = onDisk();
        var client = server.login()) {
      for (String word : new String[] {"SHA-256", "SHA-512", "SHA-1", "MD5", "CRC32"}) {
        client.expect(200, "OPTS HASH " + word);
        assertThat(client.expect(213, "HASH a b").text())
            .isEqualTo(word + " 0-3000000 " + digest(word, content) + " a b");
        client.expect(350, "REST 1000001");
        assertThat(client.expect(213, "HASH a b").text())
            .isEqualTo(
                word
                    + " 1000001-3000000 "
                    + digest(word, Arrays.copyOfRange(content, 1_000_001, content.length))
                    + " a b");
        String verb = word.equals("CRC32") ? "XCRC" : "X" + word.replace("-", "");
        assertThat(client.expect(250, verb + " \"a b\" 70000 2000000").text())
            .isEqualToIgnoringCase(digest(word, Arrays.copyOfRange(content, 70_000, 2_000_001)))
            .isUpperCase();
        client.expect(551, verb + " a b 3000001");
      }
    }
  }

  private static String digest(String word, byte[] octets) throws NoSuchAlgorithmException {
    if (word.equals("CRC32")) {
      var crc = new CRC32();
      crc.update(octets);
      return String.format("%08x", crc.getValue());
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance(word).digest(octets));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HASH sparse", "XCRC sparse", "SITE COPY sparse copy"})
  void aborEndsWhatWouldTakeLong(String line) throws IOException {
    SampleFile.sparse(home.resolve("sparse"), 'a', ENDLESS_BYTES, new byte[] {1});
    String named = line.startsWith("SITE") ? "/copy" : "/sparse";
    try (var server = onDisk();
        var client = server.login()) {
      client.send(line);
      client.expect(200, "NOOP");
      assertThat(client.expect(211, "STAT").lines())
          .anyMatch(shown -> shown.contains("Transfer of " + named));
      client.expect(426, "ABOR");
      client.expect(226);
      client.expect(225, "ABOR");
      client.expect(257, "PWD");
      var direction = line.startsWith("SITE") ? Direction.COPY : Direction.DIGEST;
      var started = server.kit().awaitEvent(TransferStarted.class, SOON);
      assertThat(started.direction()).isEqualTo(direction);
      assertThat(started.path().toString()).isEqualTo(named);
      var ended = server.kit().awaitEvent(TransferEnded.class, SOON);
      assertThat(ended.direction()).isEqualTo(direction);
      assertThat(ended.path().toString()).isEqualTo(named);
      assertThat(ended.outcome()).isEqualTo(Outcome.ABORTED);
      assertThat(ended.octets()).isLessThan(ENDLESS_BYTES);
    }
    try (var files = Files.list(home)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("sparse");
    }
  }

  @Test
  void othersWaitTheirTurnAndQuitWaits() throws IOException {
    try (var storage = new GatedStorage();
        var server = gated(storage, one());
        var client = server.login()) {
      client.upload("STOR a", new byte[] {'a'});
      client.send("HASH a");
      client.send("PWD");
      client.send("SITE COPY a b");
      client.send("QUIT");
      try (var other = server.login()) {
        other.expect(200, "NOOP");
        storage.open();
      }
      assertThat(client.expect(213).text()).startsWith("SHA-256 0-0 ");
      client.expect(257);
      client.expect(200);
      client.expect(221);
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void moreThanAreAllowedAreRefusedUntilThereIsRoom() throws IOException {
    try (var storage = new GatedStorage();
        var server = gated(storage, one());
        var client = server.login();
        var other = server.login()) {
      client.upload("STOR a", new byte[] {'a'});
      client.send("HASH a");
      awaitStarted(server, Direction.DIGEST);
      other.expect(450, "HASH a");
      other.expect(450, "XMD5 a");
      client.expect(426, "ABOR");
      client.expect(226);
      client.send("SITE COPY a b");
      awaitStarted(server, Direction.COPY);
      other.expect(450, "SITE COPY a c");
      storage.open();
      client.expect(200);
      server
          .kit()
          .awaitEvent(
              event -> event instanceof TransferEnded some && some.direction() == Direction.DIGEST,
              SOON);
      other.expect(213, "HASH a");
      other.expect(200, "SITE COPY a c");
      other.expect(550, "SIZE d");
      assertThat(new String(other.download("RETR c"), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo("a");
    }
  }

  private static void awaitStarted(EmbeddedServer server, Direction direction) {
    server
        .kit()
        .awaitEvent(
            event -> event instanceof TransferStarted some && some.direction() == direction, SOON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HASH sparse", "HASH sparse\r\nPWD", "HASH sparse\r\nPWD\r\nREIN\r\nQUIT"})
  void aClientThatGoesAwayGivesItsPlaceBack(String lines) throws IOException {
    SampleFile.sparse(home.resolve("sparse"), 'a', ENDLESS_BYTES, new byte[] {1});
    try (var server = EmbeddedServer.over(home, data, config -> config.limits(one()));
        var next = server.login()) {
      try (ControlClient gone = server.login()) {
        gone.send(lines);
        awaitStarted(server, Direction.DIGEST);
      }
      var ended = server.kit().awaitEvent(TransferEnded.class, SOON);
      assertThat(ended.outcome()).isEqualTo(Outcome.CONNECTION_LOST);
      next.send("HASH sparse");
      next.expect(200, "NOOP");
      next.expect(426, "ABOR");
      next.expect(226);
    }
  }

  @Test
  void whatManyCommandsWaitForIsStopped() throws IOException {
    SampleFile.sparse(home.resolve("sparse"), 'a', ENDLESS_BYTES, new byte[] {1});
    try (var server = onDisk();
        var client = server.login()) {
      int many = 4000; // more than 16 KiB
      client.send("HASH sparse\r\n" + "PWD\r\n".repeat(many) + "NOOP");
      client.expect(426);
      for (int i = 0; i < many; i++) {
        client.expect(257);
      }
      client.expect(200);
    }
  }

  @Test
  void aCopyIsReadByNobodyWhoCouldNotReadTheFile() throws IOException {
    Path secret = Files.writeString(home.resolve("secret"), "x");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    try (var server = onDisk();
        var client = server.login()) {
      client.expect(200, "SITE COPY secret copy");
    }
    assertThat(Files.getPosixFilePermissions(home.resolve("copy")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void aCopyIsWholeAndKeepsWhatItReplacesUntilThen() throws IOException {
    byte[] content = SampleFile.content(5, 1 << 20);
    Files.write(home.resolve("a"), content);
    Files.writeString(home.resolve("old"), "old");
    try (var server = onDisk();
        var client = server.login()) {
      client.expect(200, "SITE COPY a \"new name\"");
      client.expect(200, "SITE COPY a old");
      client.expect(200, "SITE COPY a a");
      client.expect(550, "SITE COPY missing old");
    }
    assertThat(home.resolve("new name")).hasBinaryContent(content);
    assertThat(home.resolve("old")).hasBinaryContent(content);
    assertThat(home.resolve("a")).hasBinaryContent(content);
    try (var files = Files.list(home)) {
      assertThat(files).hasSize(3);
    }
  }
}
