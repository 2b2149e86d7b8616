package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that somebody said yes to, from one run to the next.
final class KnownCertificatesFileTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Fingerprint ONE = new Fingerprint("01".repeat(32));
  private static final Fingerprint TWO = new Fingerprint("02".repeat(32));

  @TempDir private Path directory = Path.of("");

  private Path file() {
    return directory.resolve("config/ferry/known_certificates");
  }

  private KnownCertificatesFile known() {
    return new KnownCertificatesFile(file(), () -> NOW);
  }

  @Test
  void theNextRunKnowsThem() throws IOException {
    known().remember("Example.org", 21, ONE);
    known().remember("::1", 990, TWO);
    assertThat(known().find("example.ORG", 21)).contains(ONE);
    assertThat(known().find("::1", 990)).contains(TWO);
    assertThat(known().find("example.org", 990)).isEmpty();
    assertThat(Files.readString(file()))
        .isEqualTo(
            """
            example.org 21 sha256:%s 2026-11-22T12:00:00Z
            ::1 990 sha256:%s 2026-11-22T12:00:00Z
            """
                .formatted(ONE.hex(), TWO.hex()));
  }

  @Test
  void nobodyElseReadsOrWritesIt() throws IOException {
    known().remember("a", 21, ONE);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aNewOneTakesThePlaceOfTheOld() throws IOException {
    known().remember("a", 21, ONE);
    known().remember("a", 21, TWO);
    assertThat(known().find("a", 21)).contains(TWO);
    assertThat(Files.readAllLines(file())).hasSize(1);
  }

  @Test
  void whatPeopleWriteIsKept() throws IOException {
    Files.createDirectories(directory.resolve("config/ferry"));
    String mine = "# the office\n\na  21 SHA256:%s  2026-01-01T00:00:00Z\n".formatted(ONE.hex());
    Files.writeString(file(), mine);
    assertThat(known().find("a", 21)).contains(ONE);
    known().remember("b", 21, TWO);
    assertThat(Files.readString(file())).startsWith(mine);
  }

  @Test
  void aDamagedFileTrustsNobodyAndStays() throws IOException {
    Files.createDirectories(directory.resolve("config/ferry"));
    String good = "a 21 sha256:%s 2026-01-01T00:00:00Z\n".formatted(ONE.hex());
    for (String bad : new String[] {"a 21 sha256:12 x\n", "a b c\n", "a 21 %s x\n", "\0\n"}) {
      String text = good + bad.formatted(ONE.hex());
      Files.writeString(file(), text);
      assertThatThrownBy(() -> known().find("a", 21))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("correct or delete it");
      assertThatThrownBy(() -> known().remember("b", 21, TWO)).isInstanceOf(IOException.class);
      assertThat(Files.readString(file())).isEqualTo(text);
    }
  }

  @Test
  void whatCannotBeReadTrustsNobody() throws IOException {
    Files.createDirectories(file());
    assertThatThrownBy(() -> known().find("a", 21)).isInstanceOf(IOException.class);
    Files.delete(file());
    Files.writeString(file(), "#".repeat(KnownCertificatesFile.MAX_OCTETS) + "\n");
    assertThatThrownBy(() -> known().find("a", 21))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("has more than 1048576 octets");
  }

  @Test
  void whatEverybodyMayWriteTrustsNobody() throws IOException {
    known().remember("a", 21, ONE);
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> known().find("a", 21))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can be written by everybody");
  }

  @Test
  void manyAtOnceLoseNothing() throws Exception {
    var calls = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 50; i++) {
      int port = 1000 + i;
      calls.add(() -> {
        known().remember("a", port, ONE);
        return port;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(calls)) {
        assertThat(done.get()).isNotNegative();
      }
    }
    assertThat(Files.readAllLines(file())).hasSize(50);
    try (var files = Files.list(directory.resolve("config/ferry"))) {
      assertThat(files.map(path -> String.valueOf(path.getFileName())))
          .containsExactlyInAnyOrder("known_certificates", "known_certificates.lock");
    }
  }

  @Test
  void theUsersConfigurationIsItsPlace() {
    assertThat(KnownCertificatesFile.standard(Map.of("HOME", "/home/anna")))
        .isEqualTo(Path.of("/home/anna/.config/ferry/known_certificates"));
    assertThat(KnownCertificatesFile.standard(Map.of("XDG_CONFIG_HOME", "/c")))
        .isEqualTo(Path.of("/c/ferry/known_certificates"));
  }
}
