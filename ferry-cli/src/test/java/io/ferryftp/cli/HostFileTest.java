package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.config.HostNotes;
import io.ferryftp.protocol.data.DataWay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered of servers from one run to the next.
final class HostFileTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path directory = Path.of("");
  private final List<String> details = new ArrayList<>();

  private HostFile at(Instant time) {
    return new HostFile(directory.resolve("cache/hosts"), () -> time, details::add);
  }

  @Test
  void theNextRunKnowsWhatThisOneLearned() {
    at(NOW).remember("ftp.example.org", 21, HostNotes.NONE.withDataWay(DataWay.ACTIVE));
    at(NOW).remember("::1", 2121, HostNotes.NONE.withDataWay(DataWay.EPSV));
    assertThat(at(NOW).notes("ftp.example.org", 21).dataWay()).contains(DataWay.ACTIVE);
    assertThat(at(NOW).notes("::1", 2121).dataWay()).contains(DataWay.EPSV);
    assertThat(at(NOW).notes("ftp.example.org", 22).dataWay()).isEmpty();
    assertThat(details).isEmpty();
  }

  @Test
  void afterAMonthItIsForgotten() {
    at(NOW).remember("a", 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    assertThat(at(NOW.plus(Duration.ofDays(29))).notes("a", 21).dataWay()).isPresent();
    assertThat(at(NOW.plus(HostFile.KEPT)).notes("a", 21).dataWay()).isEmpty();
  }

  @Test
  void thatAServerSpokeTlsIsNotForgotten() {
    at(NOW).remember("a", 21, HostNotes.NONE.withDataWay(DataWay.PASV).withTlsSeen());
    HostNotes years = at(NOW.plus(Duration.ofDays(2000))).notes("a", 21);
    assertThat(years.tls()).isEqualTo(HostNotes.TlsOffer.SEEN);
    assertThat(years.dataWay()).isEmpty();
    HostFile crowded = at(NOW.plusSeconds(1));
    for (int i = 0; i <= HostFile.MAX_HOSTS; i++) {
      crowded.remember("host" + i, 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    }
    assertThat(at(NOW).notes("a", 21).tls()).isEqualTo(HostNotes.TlsOffer.SEEN);
    assertThat(at(NOW).notes("host1", 21).dataWay()).isEmpty();
    assertThat(at(NOW).notes("host2", 21).dataWay()).isPresent();
  }

  /// A run may last for days, and must not write over what others have learned meanwhile.
  @Test
  void severalRunsAtOnceKeepWhatEachHasLearned() {
    HostFile early = at(NOW);
    assertThat(early.notes("a", 21)).isEqualTo(HostNotes.NONE);
    at(NOW.plusSeconds(1)).remember("a", 21, HostNotes.NONE.withTlsSeen());
    early.remember("b", 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    assertThat(at(NOW).notes("a", 21).tls()).isEqualTo(HostNotes.TlsOffer.SEEN);
    assertThat(at(NOW).notes("b", 21).dataWay()).contains(DataWay.PASV);
    early.remember("a", 21, HostNotes.NONE.withDataWay(DataWay.ACTIVE));
    assertThat(at(NOW).notes("a", 21).tls()).isEqualTo(HostNotes.TlsOffer.SEEN);
  }

  @Test
  void theOldestOfTooManyIsForgotten() {
    HostFile file = at(NOW);
    for (int i = 0; i <= HostFile.MAX_HOSTS; i++) {
      file.remember("host" + i, 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    }
    assertThat(at(NOW).notes("host0", 21).dataWay()).isEmpty();
    assertThat(at(NOW).notes("host1", 21).dataWay()).isPresent();
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() throws IOException {
    Files.createDirectories(directory.resolve("cache"));
    Files.write(directory.resolve("cache/hosts"), new byte[] {(byte) 0xFF, 0, '\n', ' '});
    Files.writeString(directory.resolve("cache/hosts"), "a x PASV SEEN - 2026-11-22T12:00:00Z\n");
    assertThat(at(NOW).notes("a", 21).dataWay()).isEmpty();
    assertThat(details).hasSize(1);
  }

  @Test
  void aFileThatIsTooLargeToReadIsNotWrittenOver() throws IOException {
    Files.createDirectories(directory.resolve("cache"));
    Path file = directory.resolve("cache/hosts");
    String large = "a 21 - SEEN - 2026-11-22T12:00:00Z\n".repeat(40_000);
    Files.writeString(file, large);
    at(NOW).remember("b", 21, HostNotes.NONE.withTlsSeen());
    assertThat(Files.size(file)).isEqualTo(large.length());
    assertThat(details).isNotEmpty();
  }

  @Test
  void aFileThatCannotBeWrittenStopsNobody() throws IOException {
    Files.writeString(directory.resolve("cache"), "a file, where a directory is needed");
    HostFile file = at(NOW);
    file.remember("a", 21, HostNotes.NONE.withDataWay(DataWay.PASV));
    assertThat(file.notes("a", 21).dataWay()).contains(DataWay.PASV);
    assertThat(details).isNotEmpty();
  }

  @Test
  void theUsersCacheIsItsPlace() {
    assertThat(HostFile.standard(Map.of("HOME", "/home/anna")))
        .isEqualTo(Path.of("/home/anna/.cache/ferry/hosts"));
    assertThat(HostFile.standard(Map.of("HOME", "/home/anna", "XDG_CACHE_HOME", "/var/c")))
        .isEqualTo(Path.of("/var/c/ferry/hosts"));
  }
}
