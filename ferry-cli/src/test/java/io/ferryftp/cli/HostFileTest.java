package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
    at(NOW).remember("ftp.example.org", 21, DataWay.ACTIVE);
    at(NOW).remember("::1", 2121, DataWay.EPSV);
    assertThat(at(NOW).dataWay("ftp.example.org", 21)).contains(DataWay.ACTIVE);
    assertThat(at(NOW).dataWay("::1", 2121)).contains(DataWay.EPSV);
    assertThat(at(NOW).dataWay("ftp.example.org", 22)).isEmpty();
    assertThat(details).isEmpty();
  }

  @Test
  void afterAMonthItIsForgotten() {
    at(NOW).remember("a", 21, DataWay.PASV);
    assertThat(at(NOW.plus(Duration.ofDays(29))).dataWay("a", 21)).isPresent();
    assertThat(at(NOW.plus(HostFile.KEPT)).dataWay("a", 21)).isEmpty();
  }

  @Test
  void theOldestOfTooManyIsForgotten() {
    HostFile file = at(NOW);
    for (int i = 0; i <= HostFile.MAX_HOSTS; i++) {
      file.remember("host" + i, 21, DataWay.PASV);
    }
    assertThat(at(NOW).dataWay("host0", 21)).isEmpty();
    assertThat(at(NOW).dataWay("host1", 21)).isPresent();
  }

  @Test
  void aDamagedFileIsAsGoodAsNone() throws IOException {
    Files.createDirectories(directory.resolve("cache"));
    Files.write(directory.resolve("cache/hosts"), new byte[] {(byte) 0xFF, 0, '\n', ' '});
    Files.writeString(directory.resolve("cache/hosts"), "a x PASV 2026-11-22T12:00:00Z\n");
    assertThat(at(NOW).dataWay("a", 21)).isEmpty();
    assertThat(details).hasSize(1);
  }

  @Test
  void aFileThatCannotBeWrittenStopsNobody() throws IOException {
    Files.writeString(directory.resolve("cache"), "a file, where a directory is needed");
    HostFile file = at(NOW);
    file.remember("a", 21, DataWay.PASV);
    assertThat(file.dataWay("a", 21)).contains(DataWay.PASV);
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
