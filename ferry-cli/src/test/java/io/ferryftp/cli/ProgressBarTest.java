package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
  private static final long MIB = 1 << 20;

  private final List<String> drawn = new ArrayList<>();
  private long now = 1_000_000_000L;

  @Test
  void showsNamePartOctetsRateAndRemainingTime() {
    ProgressBar bar = bar("film.mkv", OptionalLong.of(100 * MIB), 80);
    bar.at(0);
    pass(Duration.ofSeconds(2));
    bar.at(25 * MIB);
    assertThat(drawn)
        .containsExactly(
            "film.mkv  [                            ]    0%         0 B                --:--",
            "film.mkv  [=======                     ]   25%    25.0 MiB    12.5 MiB/s  00:06");
  }

  @Test
  void theRateIsThatOfTheLastSeconds() {
    ProgressBar bar = bar("a", OptionalLong.of(1000 * MIB), 80);
    for (long second = 0; second <= 20; second++) {
      bar.at(second <= 10 ? second * 10 * MIB : (100 + (second - 10)) * MIB);
      pass(Duration.ofSeconds(1));
    }
    assertThat(drawn.getLast()).contains("1.0 MiB/s").contains("14:50");
  }

  @Test
  void isDrawnAtMostTenTimesASecond() {
    ProgressBar bar = bar("a", OptionalLong.of(1000), 80);
    for (int i = 0; i < 1000; i++) {
      bar.at(i);
      pass(Duration.ofMillis(1));
    }
    assertThat(drawn).hasSize(10);
  }

  @Test
  void withoutSizeThereIsNoPartAndNoRemainingTime() {
    ProgressBar bar = bar("stream", OptionalLong.empty(), 80);
    bar.at(0);
    pass(Duration.ofSeconds(1));
    bar.at(3 * MIB);
    assertThat(drawn.getLast()).isEqualTo("stream     3.0 MiB     3.0 MiB/s");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 25, 40, 60, 80, 200})
  void fitsIntoEveryTerminal(int columns) {
    ProgressBar bar =
        bar(
            "a-name-that-is-much-too-long-for-most-terminals.tar.gz",
            OptionalLong.of(5000 * MIB),
            columns);
    bar.at(0);
    pass(Duration.ofSeconds(1));
    bar.at(1000 * MIB);
    assertThat(drawn).allMatch(line -> line.length() < columns);
    assertThat(drawn.getLast()).contains("20%");
    if (columns >= 60) {
      assertThat(drawn.getLast()).contains("tar.gz").contains("00:04");
    }
  }

  @Test
  void aResumedTransferHasTheRateOfItsOwnOctets() {
    ProgressBar bar = bar("a", OptionalLong.of(100 * MIB), 80);
    bar.at(90 * MIB);
    pass(Duration.ofSeconds(1));
    bar.at(91 * MIB);
    assertThat(drawn.getLast()).contains(" 91%").contains("1.0 MiB/s").contains("00:09");
  }

  @Test
  void aNameCannotSpeakToTheTerminal() {
    bar("a\u001b[2Jb", OptionalLong.of(1), 80).at(1);
    assertThat(drawn.getLast()).startsWith("a\\x1B[2Jb").doesNotContain("\u001b");
  }

  @ParameterizedTest
  @CsvSource({"0, 100%", "50, ' 50%'", "100, 100%", "200, 100%"})
  void thePartStaysBetweenNothingAndAll(long octets, String part) {
    bar("a", OptionalLong.of(octets == 0 ? 0 : 100), 80).at(octets);
    assertThat(drawn.getLast()).contains(part);
  }

  private ProgressBar bar(String name, OptionalLong total, int columns) {
    return new ProgressBar(name, total, columns, () -> now, drawn::add);
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
