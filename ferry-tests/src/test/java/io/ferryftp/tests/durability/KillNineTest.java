package io.ferryftp.tests.durability;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Scale;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed with SIGKILL at random points of uploads leaves every file whole, keeps
/// every upload that it confirmed, and lets the interrupted ones be resumed.
final class KillNineTest {
  private static final int MAX_CHUNKS = 400;
  private static final String TEMPORARY = ".ferry-";

  @TempDir private Path directory;

  @Test
  void filesAreWholeAndConfirmedUploadsAreThere() throws Exception {
    long seed = Scale.seed();
    try {
      run(new Random(seed), Scale.current().choose(12, 200));
    } catch (AssertionError | IOException e) {
      throw new AssertionError("with -Dferry.seed=" + seed, e);
    }
  }

  private void run(Random random, int rounds) throws Exception {
    Path served = Files.createDirectory(directory.resolve("served"));
    Launch launch = Launch.serve(served, directory.resolve("scratch")).listen("127.0.0.1:0");
    var progress = new Semaphore(0);
    List<Uploader> uploaders =
        List.of(
            new Uploader("a", progress), new Uploader("b", progress), new Uploader("c", progress));
    int interrupted = 0;
    for (int round = 1; round <= rounds; round++) {
      var fresh = new Version("fresh" + round, 1);
      try (FerryProcess ferry = launch.start()) {
        killWhileUploading(ferry, uploaders, fresh, progress, random.nextInt(1, MAX_CHUNKS));
      }
      for (Uploader uploader : uploaders) {
        assertWhole(served, uploader);
        interrupted += uploader.started() - uploader.confirmed() > 0 ? 1 : 0;
      }
      try (FerryProcess ferry = launch.start();
          var client = ferry.login()) {
        resume(client, fresh);
        assertThat(Version.onDisk(served.resolve(fresh.name()))).hasValue(1);
        assertTidy(client, served, interrupted);
      }
    }
  }

  private static void killWhileUploading(
      FerryProcess ferry, List<Uploader> uploaders, Version fresh, Semaphore progress, int chunks)
      throws Exception {
    progress.drainPermits();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        var first = ferry.login();
        Socket data = first.extendedPassive()) {
      // An upload of a file that does not exist yet stands half sent when the kill comes.
      byte[] content = fresh.content();
      first.expectOpening("STOR " + fresh.name());
      data.getOutputStream().write(content, 0, content.length / 2);
      var running = new ArrayList<Future<IOException>>();
      for (Uploader uploader : uploaders) {
        ControlClient client = ferry.login();
        running.add(threads.submit(() -> uploader.runUntilBroken(client)));
      }
      boolean reached = progress.tryAcquire(chunks, 60, TimeUnit.SECONDS);
      List<Future<IOException>> early = running.stream().filter(Future::isDone).toList();
      ferry.kill();
      for (Future<IOException> broken : early) {
        throw new AssertionError("an upload broke before the kill", broken.get());
      }
      assertThat(reached).as("uploads go on").isTrue();
      for (Future<IOException> broken : running) {
        broken.get(); // An assertion that failed in there fails here.
      }
    }
  }

  private static void assertWhole(Path served, Uploader uploader) throws IOException {
    OptionalInt version = Version.onDisk(served.resolve(uploader.name()));
    assertThat(version.orElse(0))
        .as("version of %s on disk", uploader.name())
        .isBetween(uploader.confirmed(), uploader.started());
  }

  /// Continues behind what the server says it has, or from the start if it kept nothing.
  private static void resume(ControlClient client, Version version) throws IOException {
    byte[] content = version.content();
    Answer size = client.ask("SIZE " + version.name());
    int kept = size.code() == 213 ? Integer.parseInt(size.text()) : 0;
    assertThat(kept).isBetween(0, content.length / 2);
    if (kept > 0) {
      client.expect(350, "REST " + kept);
    }
    byte[] rest = Arrays.copyOfRange(content, kept, content.length);
    assertThat(client.upload("STOR " + version.name(), rest).code())
        .as(client.dialogue())
        .isEqualTo(226);
  }

  /// No name of ours is listed, and no more lie there than uploads were interrupted.
  private static void assertTidy(ControlClient client, Path served, int interrupted)
      throws IOException {
    assertThat(new String(client.download("NLST -a"), StandardCharsets.UTF_8))
        .doesNotContain(TEMPORARY);
    try (var files = Files.list(served)) {
      List<Path> left =
          files.filter(file -> file.getFileName().toString().startsWith(TEMPORARY)).toList();
      assertThat(left).hasSizeLessThanOrEqualTo(interrupted);
    }
  }
}
