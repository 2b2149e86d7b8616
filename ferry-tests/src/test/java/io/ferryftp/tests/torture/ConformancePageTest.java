package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// `docs/conformance.md` says what the torture table says; [TortureTest] shows that Ferry does it.
final class ConformancePageTest {
  @Test
  void pageIsInStepWithTheTable() throws IOException {
    ConformancePage page = ConformancePage.read();
    String expected = page.text();
    if (Boolean.getBoolean("ferry.write")) {
      Files.writeString(ConformancePage.FILE, expected);
      return;
    }
    assertThat(Files.readString(ConformancePage.FILE))
        .as(
            "docs/conformance.md is not in step with the torture table; write it anew with"
                + " ./check --write ConformancePageTest")
        .isEqualTo(expected);
  }

  @Test
  void theOthersHaveBeenAskedEveryRowThatIsForThem() throws IOException {
    ConformancePage page = ConformancePage.read();
    for (String server : ConformancePage.OTHERS) {
      assertThat(TortureTable.all())
          .filteredOn(row -> !row.isForFerryOnly())
          .filteredOn(row -> page.answer(row, server).equals(ConformancePage.NOT_ASKED))
          .as("rows that %s was not asked; ./check --long --write PeerTortureTest", server)
          .isEmpty();
    }
  }

  @Test
  void theOthersHaveBeenAskedTheRowsAsTheyStand() throws IOException {
    AskedRows asked = AskedRows.read();
    for (String server : ConformancePage.OTHERS) {
      assertThat(TortureTable.all())
          .filteredOn(row -> !row.isForFerryOnly())
          .filteredOn(row -> !asked.has(row, server))
          .as(
              "rows that changed since %s was asked; ./check --long --write PeerTortureTest",
              server)
          .isEmpty();
    }
  }
}
