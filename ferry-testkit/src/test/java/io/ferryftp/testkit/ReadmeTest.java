package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The examples of the README are parts of test classes that compile and run.
final class ReadmeTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```java\\n(.*?)^```$");

  @Test
  void everyExampleIsPartOfATest() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    List<String> tests = tests();
    List<String> examples = EXAMPLE.matcher(readme).results().map(found -> found.group(1)).toList();
    assertThat(examples).hasSizeGreaterThanOrEqualTo(4);
    assertThat(examples)
        .allSatisfy(example -> assertThat(tests).anyMatch(test -> test.contains(example)));
  }

  private static List<String> tests() throws IOException {
    var texts = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        texts.add(Files.readString(file));
      }
    }
    return texts;
  }
}
