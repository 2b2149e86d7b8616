package io.ferryftp.tests.sequences;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A model that used the code it is held against would make the same mistakes.
final class IndependenceTest {
  /// What somebody can check against the RFCs in one sitting.
  private static final int SESSION_LINES = 400;

  private static final Path MODEL = Path.of("ferry-tests/src/test/java/io/ferryftp/tests/model");

  @Test
  void theModelUsesTheJdkAlone() throws IOException {
    try (var files = Files.list(Repository.root().resolve(MODEL))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines)
            .filteredOn(line -> line.startsWith("import ") || line.contains("= io."))
            .allMatch(line ->
                line.matches(".* (java\\.|org\\.jspecify|io\\.ferryftp\\.tests\\.model).*"));
      }
    }
  }

  /// The session itself; the forms of arguments, the files, what is listed of them and what is
  /// moved have models of their own beside it.
  @Test
  void theModelOfTheSessionIsShort() throws IOException {
    int lines = 0;
    for (String part : List.of("Model.java", "State.java", "Prediction.java")) {
      lines += Files.readAllLines(Repository.root().resolve(MODEL).resolve(part)).size();
    }
    assertThat(lines).isLessThanOrEqualTo(SESSION_LINES);
  }
}
