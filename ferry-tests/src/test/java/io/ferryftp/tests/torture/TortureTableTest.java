package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The table is whole: every number is there, no row twice, and no row points nowhere.
final class TortureTableTest {
  @Test
  void everyNumberOfTheCatalogueIsThere() throws IOException {
    for (TortureTable.Chapter chapter : TortureTable.CHAPTERS) {
      var numbers = new TreeSet<Integer>();
      for (String piece : TortureTable.pieces(chapter)) {
        numbers.add(Integer.valueOf(piece.replaceFirst("(?s)^T(\\d+).*", "$1")));
      }
      assertThat(numbers)
          .as(chapter.name())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(chapter.first(), chapter.last()).boxed().toList());
    }
  }

  @Test
  void everyRowIsThereOnceAndSaysSomething() throws IOException {
    var ids = new HashSet<String>();
    for (TortureRow row : TortureTable.all()) {
      assertThat(ids.add(row.id())).as("%s is there once", row.id()).isTrue();
      assertThat(row.id()).matches("T\\d+(\\.\\d)?");
      assertThat(row.steps().isEmpty()).as("%s", row).isEqualTo(row.isElsewhere());
      assertThat(row.isForFerryOnly())
          .as("%s says why it is not played against the others, or is", row)
          .isEqualTo(row.word("ferry").isPresent());
      assertThat(row.sentence()).as("%s", row).doesNotContain("|").isNotBlank();
    }
    assertThat(ids).hasSizeGreaterThan(200);
  }

  @Test
  void whatIsElsewhereExists() throws IOException {
    List<Path> sources = Elsewhere.sources();
    var missing = new ArrayList<String>();
    for (TortureRow row : TortureTable.all()) {
      var places = new ArrayList<>(row.all("elsewhere"));
      places.addAll(row.all("also"));
      for (String place : places) {
        if (!Elsewhere.parse(place).exists(sources)) {
          missing.add(row.id() + " → " + place);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(Elsewhere.parse("TortureTableTest.nothing").exists(sources)).isFalse();
  }

  @Test
  void whatIsHeardIsShortenedAndJudged() {
    assertThat(Played.shortened(List.of("500", "500", "500", "421"))).isEqualTo("500×3 421");
    assertThat(Played.shortened(List.of("150", "226", "150", "226", "150", "226")))
        .isEqualTo("(150 226)×3");
    assertThat(Played.shortened(List.of("226", "225", "225"))).isEqualTo("226 225 225");

    Expected expected = Expected.parse("501|500 (4xx closed) \"a \"b\"\"");
    assertThat(expected.judge(Heard.reply("500", "500 a \"b\""))).isEqualTo(Verdict.AS_WANTED);
    assertThat(expected.judge(Heard.reply("500", "500 a"))).isEqualTo(Verdict.OTHERWISE);
    assertThat(expected.judge(Heard.reply("421", "421"))).isEqualTo(Verdict.TOLERABLE);
    assertThat(expected.judge(Heard.CLOSED)).isEqualTo(Verdict.TOLERABLE);
    assertThat(expected.judge(Heard.NO_ANSWER)).isEqualTo(Verdict.OTHERWISE);
  }

  @Test
  void aRowThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> TortureRow.parse(List.of("T1 x", "X> y")))
        .hasMessageContaining("row T1: not a step: X> y");
    assertThatThrownBy(() -> TortureRow.parse(List.of("T1 x", "repeat 2", "C> NOOP")))
        .hasMessageContaining("a loop without end");
  }
}
