package io.ferryftp.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ferryftp.tests.harness.Repository;
import io.ferryftp.tests.harness.Scale;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Lets Jazzer look for inputs that break a property, each target in a process of its own: minutes
/// with `./check --long`, and otherwise not at all, since the fuzz tests run their examples.
final class FuzzingTest {
  private static final int SECONDS = Integer.getInteger("ferry.fuzz.seconds", 180);
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  @TestFactory
  Stream<DynamicTest> targets() {
    return Stream.of(CommandFuzzTest.class, FormatFuzzTest.class)
        .filter(_ -> Scale.current() == Scale.LONG)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(FuzzTest.class))
        .map(method -> dynamicTest(method.getName(), () -> fuzz(method)));
  }

  private static void fuzz(Method target) throws IOException, InterruptedException {
    Path directory = Repository.root().resolve("ferry-tests/target/fuzz");
    Path corpus = Files.createDirectories(directory.resolve(target.getName()));
    Path log = directory.resolve(target.getName() + ".log");
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getDeclaringClass().getName(),
                "--target_method=" + target.getName(),
                "--instrumentation_includes=io.ferryftp.protocol.**",
                "--reproducer_path=" + directory,
                "-max_total_time=" + SECONDS,
                "-artifact_prefix=" + directory + File.separator,
                corpus.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit;
    try {
      exit = jazzer.waitFor();
    } finally {
      jazzer.destroyForcibly();
    }
    String said = Files.readString(log);
    assertThat(exit).as(said.substring(Math.max(0, said.length() - 4000))).isZero();
    Matcher done = DONE.matcher(said);
    assertThat(done.find()).as(said).isTrue();
    System.out.printf(
        "%s: %s executions in %s s%n", target.getName(), done.group(1), done.group(2));
    assertThat(Long.parseLong(done.group(1))).isPositive();
  }
}
