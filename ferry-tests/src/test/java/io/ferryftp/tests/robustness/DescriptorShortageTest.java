package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A process that runs out of descriptors in the middle of a step takes back the half it has done.
@EnabledOnOs(OS.LINUX)
class DescriptorShortageTest {
  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void uploadThatCannotBeginLeavesNoFile() throws Exception {
    Path served = Files.createDirectory(directory.resolve("served"));
    Launch launch = Launch.serve(served, directory.resolve("scratch")).listen("127.0.0.1:0");
    try (FerryProcess ferry = launch.start();
        ControlClient client = ferry.login()) {
      // What is opened once for all is open now.
      assertThat(client.upload("STOR first", new byte[1]).code()).isEqualTo(226);
      for (int free = 1; free <= 4; free++) {
        try (Socket data = client.extendedPassive()) {
          client.expectOpening("STOR second" + free);
          limit(ferry.pid(), limitThatLeaves(free, settled(ferry.pid())));
          data.getOutputStream().write("content".getBytes(StandardCharsets.US_ASCII));
        }
        client.reply();
        limit(ferry.pid(), 1000);
        assertThat(names(served)).noneMatch(name -> name.startsWith(".ferry-"));
      }
      assertThat(client.upload("STOR third", new byte[1]).code()).isEqualTo(226);
    }
  }

  /// The open descriptors, as soon as they are the same twice.
  private static Set<Integer> settled(long pid) throws IOException {
    var before = new AtomicReference<Set<Integer>>(Set.of());
    return await()
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              Set<Integer> now = descriptors(pid);
              return now.equals(before.getAndSet(now)) ? now : Set.<Integer>of();
            },
            found -> !found.isEmpty());
  }

  private static Set<Integer> descriptors(long pid) throws IOException {
    return names(Path.of("/proc/" + pid + "/fd")).stream()
        .map(Integer::valueOf)
        .collect(Collectors.toSet());
  }

  /// The lowest limit of the numbers under which so many descriptors can still be opened.
  private static int limitThatLeaves(int free, Set<Integer> open) {
    int limit = 0;
    for (int left = free; left > 0; limit++) {
      left -= open.contains(limit) ? 0 : 1;
    }
    return limit;
  }

  private static void limit(long pid, int descriptors) throws Exception {
    Process prlimit =
        new ProcessBuilder("prlimit", "--pid=" + pid, "--nofile=" + descriptors + ":1000")
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private static Set<String> names(Path of) throws IOException {
    try (var entries = Files.list(of)) {
      return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
