package io.ferryftp.tests.fallback;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every fall-back of every data mode, with a server that refuses the command, with a connection
/// that is reset and with one that hangs; and that strict modes fall back on nothing.
final class FallBackTest {
  @TempDir private Path directory;
  private Optional<Process> child = Optional.empty();

  @AfterEach
  void stopChild() {
    child.ifPresent(Process::destroyForcibly);
  }

  /// Other ports are named than those that would work.
  @TestFactory
  Stream<DynamicTest> ports() {
    return Scene.all().stream()
        .map(scene ->
            dynamicTest(
                scene.toString(),
                () -> {
                  try (var dead = new DeadPorts()) {
                    scene.play(directory, dead);
                  }
                }));
  }

  /// A packet filter blocks the ports, in a network of its own.
  @TestFactory
  Stream<DynamicTest> packetFilter() throws Exception {
    BufferedReader out = startInNamespace();
    return Scene.all().stream()
        .map(scene -> dynamicTest(scene + ", by nftables", () -> assertPlayed(out)));
  }

  private static void assertPlayed(BufferedReader out) throws IOException {
    var said = new ArrayList<String>();
    String line;
    while ((line = out.readLine()) != null) {
      if (line.equals(FilteredScenes.PLAYED)) {
        return;
      }
      if (line.equals(FilteredScenes.FAILED)) {
        break;
      }
      said.add(line);
    }
    fail(String.join("\n", said));
  }

  private BufferedReader startInNamespace() throws Exception {
    Peer unshare = Peer.require("unshare");
    Program nft = Program.require("nft");
    Peer.require("ip");
    List<String> namespace = isRoot() ? List.of("--net") : List.of("--net", "--map-root-user");
    var probe = new ArrayList<>(namespace);
    probe.addAll(List.of("sh", "-c", "ip link set lo up && exec \"$@\"", "sh"));
    var list = new ArrayList<>(probe);
    list.addAll(nft.command("add table inet ferry"));
    Assumptions.assumeTrue(
        unshare.run(directory, Duration.ofSeconds(30), list).exit() == 0,
        "network namespaces with nftables are not permitted here");
    var command = new ArrayList<>(List.of(unshare.program().toString()));
    command.addAll(probe);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FilteredScenes.class.getName(),
            directory.toString()));
    command.addAll(nft.command());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    child = Optional.of(process);
    return process.inputReader(StandardCharsets.UTF_8);
  }

  private static boolean isRoot() throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
  }
}
