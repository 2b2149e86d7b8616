package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.tests.harness.Repository;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The table of `docs/interop.md`, cell by cell, with the real programs.
final class InteropTest {
  /// What the small twin runs of the other ways, having run everything in clear and passive.
  private static final Set<Operation> TRANSFERS =
      EnumSet.of(Operation.LIST, Operation.GET, Operation.PUT);

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicContainer> cells() {
    return TableClients.ALL.stream()
        .map(client ->
            dynamicContainer(
                client.name(),
                client.ways().stream()
                    .sorted(Comparator.comparing(Way::toString))
                    .flatMap(way -> cells(client, way))));
  }

  private Stream<DynamicTest> cells(TableClient client, Way way) {
    return Arrays.stream(Operation.values())
        .filter(operation -> isChosen(operation, way))
        .filter(operation -> !(client.claim(operation, way) instanceof Claim.Absent))
        .map(operation ->
            dynamicTest(
                client + ", " + operation.word() + ", " + way,
                () -> new Trial(client, operation, way, base()).run()));
  }

  private static boolean isChosen(Operation operation, Way way) {
    return Scale.current() == Scale.LONG
        || way.equals(Way.CLEAR_PASSIVE)
        || TRANSFERS.contains(operation);
  }

  @TestFactory
  Stream<DynamicTest> whoDoesNotResumeIsRefusedByDefault() {
    return TableClients.ALL.stream()
        .flatMap(client ->
            client.forgetful().stream()
                .map(way ->
                    dynamicTest(
                        client + ", " + way,
                        () -> new Trial(client, Operation.GET, way, base()).runRefusal())));
  }

  @TestFactory
  Stream<DynamicTest> versionsAreThoseOfThePage() {
    return TableClients.ALL.stream()
        .map(client -> dynamicTest(client.name(), () -> assertVersion(client)));
  }

  /// With other versions the cells are run all the same, and the report says so.
  private void assertVersion(TableClient client) throws Exception {
    Path scratch = base();
    String words =
        client.driver().version(new Visit(0, Way.CLEAR_PASSIVE, scratch, scratch)).strip();
    assertThat(words).containsPattern("[0-9]");
    Assumptions.assumeTrue(
        words.contains(client.version()),
        () -> "docs/interop.md speaks of " + client.version() + ", and here is " + words);
  }

  @Test
  void pageIsInStepWithTheTable() throws IOException {
    Path page = Repository.root().resolve("docs/interop.md");
    if (Boolean.getBoolean("ferry.write")) {
      Files.writeString(page, InteropPage.text());
      return;
    }
    assertThat(page)
        .as("write it anew with ./check --write InteropTest")
        .hasContent(InteropPage.text());
  }

  private Path base() throws IOException {
    return Files.createTempDirectory(directory, "cell");
  }
}
