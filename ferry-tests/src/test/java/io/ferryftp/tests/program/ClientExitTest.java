package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.FreePort;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.OneFileServer;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Ran;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every exit status of the client's commands, from the real program.
final class ClientExitTest {
  private static final byte[] CONTENT = new byte[100_000];

  @TempDir private Path directory;
  private Path served;
  private Path scratch;

  @BeforeEach
  void prepare() throws IOException {
    new Random(5).nextBytes(CONTENT);
    served = Files.createDirectory(directory.resolve("served"));
    scratch = Files.createDirectory(directory.resolve("scratch"));
  }

  @Test
  void oneWhenTheServerRefuses() throws Exception {
    Files.writeString(served.resolve("there"), "x");
    try (var server = server()) {
      for (String command : List.of("cat", "get", "rm", "rmdir", "ls")) {
        Ran ran = ferry(command, url(server.control(), "/missing"));
        assertThat(ran.exit()).as(command + ran.err()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
            .startsWith("ferry: " + url(server.control(), "/missing") + ": ")
            .contains("550 ")
            .containsOnlyOnce("\n");
      }
      Ran text = ferry("get", url(server.control(), "/missing;type=a"));
      assertThat(text.exit()).isEqualTo(1);
      assertThat(text.err()).as("text cannot be continued").doesNotContain("--resume");
      assertThat(ferry("mv", url(server.control(), "/missing"), "x").exit()).isEqualTo(1);
      assertThat(ferry("mkdir", url(server.control(), "/there")).exit()).isEqualTo(1);
      Files.writeString(scratch.resolve("local"), "x");
      Ran put = ferry("put", "local", url(server.control(), "/missing/"));
      assertThat(put.exit()).isEqualTo(1);
      assertThat(put.err()).as("nothing was begun").doesNotContain("--resume");
      Files.delete(scratch.resolve("local"));
      Ran two = ferry("cat", url(server.control(), "/missing"), url(server.control(), "/there"));
      assertThat(two.exit()).isEqualTo(1);
      assertThat(two.text()).as("a failure does not stop the next").isEqualTo("x");
      assertThat(scratch).isEmptyDirectory();
    }
  }

  @Test
  void jsonSaysWhatTheServerSaid() throws Exception {
    try (var server = server()) {
      Ran ran = ferry("rm", "--json", url(server.control(), "/missing"));
      JsonNode node = JsonMapper.shared().readTree(ran.text());
      assertThat(node.get("ok").asBoolean()).isFalse();
      assertThat(node.get("exit").asInt()).isEqualTo(1);
      JsonNode error = node.get("error");
      assertThat(error.get("verb").asString()).isEqualTo("DELE");
      assertThat(error.get("reply").asInt()).isEqualTo(550);
      assertThat(error.get("step").asString()).isEqualTo("command");
      assertThat(error.get("sentence").asString()).contains("550");
    }
  }

  @Test
  void twoWhenTheCommandLineIsWrong() throws Exception {
    Ran ran = ferry("get", "host/path");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).startsWith("ferry: 'host/path' is no URL").containsOnlyOnce("\n");
  }

  @Test
  void threeWhenNobodyIsThere() throws Exception {
    String nobody = "ftp://anna@127.0.0.1:" + FreePort.find();
    Ran ran = ferry("get", nobody + "/a", nobody + "/b");
    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.err().lines()).hasSize(2).allMatch(line -> line.startsWith("ferry: " + nobody));
    assertThat(ferry("ls", "ftp://anna@no-such-host.invalid/").exit()).isEqualTo(3);
  }

  @Test
  void threeWhenTheServerHangsUp() throws Exception {
    try (var server = new OneFileServer(CONTENT, Map.of("DELE", ""))) {
      assertThat(ferry("rm", url(server.address(), "/a")).exit()).isEqualTo(3);
    }
  }

  @Test
  void fourWhenTheLoginFails() throws Exception {
    try (var server = server()) {
      Ran wrong =
          client("ls", url(server.control(), "/")).environment("FERRY_PASSWORD", "no").run();
      assertThat(wrong.exit()).isEqualTo(4);
      assertThat(wrong.err()).contains("530 ").containsOnlyOnce("\n");
      Ran none = Launch.ferry(scratch, "ls", url(server.control(), "/")).run();
      assertThat(none.exit()).isEqualTo(4);
      assertThat(none.err()).contains("FERRY_PASSWORD", ".netrc").containsOnlyOnce("\n");
    }
  }

  @Test
  void sixWhenThereIsNoDataConnection() throws Exception {
    var refusing = Map.of("EPSV", "500 no", "PASV", "500 no", "PORT", "500 no", "EPRT", "500 no");
    try (var server = new OneFileServer(CONTENT, refusing)) {
      Ran ran = ferry("get", url(server.address(), "/a"));
      assertThat(ran.exit()).isEqualTo(6);
      assertThat(ran.err().lines().toList())
          .as("each fall-back is one line")
          .hasSizeGreaterThanOrEqualTo(3)
          .first()
          .asString()
          .startsWith("ferry: passive mode (EPSV): ")
          .contains("; trying ");
    }
  }

  @Test
  void sevenWhenALocalFileIsTheTrouble() throws Exception {
    try (var server = server()) {
      Files.writeString(served.resolve("a"), "a");
      Files.createDirectory(scratch.resolve("a"));
      String url = url(server.control(), "/a");
      assertThat(ferry("get", url).exit()).as("a directory is in the way").isEqualTo(7);
      assertThat(ferry("get", "-d", "missing", url).exit()).isEqualTo(7);
      Ran put = ferry("put", "missing", url);
      assertThat(put.exit()).isEqualTo(7);
      assertThat(put.err()).isEqualTo("ferry: %s: missing does not exist\n".formatted(url));
      assertThat(ferry("put", "a", url).exit()).as("put of a directory").isEqualTo(7);
    }
  }

  @Test
  void sevenWhenNobodyReadsStandardOutput() throws Exception {
    Peer.require("bash");
    try (var server = new OneFileServer(CONTENT, Map.of())) {
      // The pipe's reader is gone before the program starts.
      Launch launch =
          client("cat", url(server.address(), "/a"))
              .startedBy("bash", "-c", "\"$@\" | true; exit ${PIPESTATUS[0]}", "bash");
      assertThat(launch.run().exit()).isEqualTo(7);
    }
  }

  @Test
  void sevenWhenAListingCannotBeWritten() throws Exception {
    Peer.require("bash");
    Files.writeString(served.resolve("a"), "a");
    try (var server = server()) {
      for (String command : List.of("ls", "rm")) {
        Ran ran =
            client(command, "--json", url(server.control(), "/a"))
                .startedBy("bash", "-c", "\"$@\" | true; exit ${PIPESTATUS[0]}", "bash")
                .run();
        assertThat(ran.exit()).as(command).isEqualTo(7);
        assertThat(ran.err()).startsWith("ferry: standard output: ").containsOnlyOnce("\n");
      }
    }
  }

  @Test
  void eightWhenThereIsLessThanTheServerHas() throws Exception {
    try (var server = new OneFileServer(CONTENT, Map.of("SIZE", "213 100001"))) {
      Ran ran = ferry("get", url(server.address(), "/a"));
      assertThat(ran.exit()).as(ran.err()).isEqualTo(8);
      assertThat(scratch.resolve("a")).doesNotExist();
    }
  }

  @Test
  void theFirstFailureDecides() throws Exception {
    try (var server = server()) {
      String missing = url(server.control(), "/missing");
      String nobody = "ftp://anna@127.0.0.1:" + FreePort.find() + "/a";
      assertThat(ferry("cat", missing, nobody).exit()).isEqualTo(1);
      assertThat(ferry("cat", nobody, missing).exit()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalKeepsThePartAndResumeContinuesIt(String signal, int exit) throws Exception {
    Peer env = Peer.require("env");
    try (var server = new OneFileServer(CONTENT, Map.of())) {
      server.stallAfter(60_000);
      Launch get = client("get", url(server.address(), "/a"));
      // The build may run where Ctrl-C is ignored, which children inherit.
      try (FerryProcess running =
          get.startedBy(env.program().toString(), "--default-signal=INT").spawn()) {
        Path part = scratch.resolve("a.part");
        await().atMost(Duration.ofSeconds(60)).until(() -> size(part) == 60_000);
        new ProcessBuilder("kill", "-" + signal, "" + running.pid()).start().waitFor();
        assertThat(running.awaitExit(Duration.ofSeconds(30))).as(running.said()).isEqualTo(exit);
        assertThat(running.err()).contains("a.part keeps 58.6 KiB, --resume continues it");
        assertThat(running.err().lines()).hasSize(1);
        assertThat(part).hasSize(60_000);
        assertThat(scratch.resolve("a")).doesNotExist();
      }
      server.stallAfter(Integer.MAX_VALUE);
      assertThat(get.with("--resume").run().orFail().err()).contains(" from 54.6 KiB on");
      assertThat(scratch.resolve("a")).hasBinaryContent(CONTENT);
      assertThat(server.commands()).contains("REST 55904");
    }
  }

  @Test
  void aSignalEndsTheWaitForStandardInput() throws Exception {
    Peer env = Peer.require("env");
    try (var server = server()) {
      Launch put = client("put", "-v", "-", url(server.control(), "/a"));
      try (FerryProcess running =
          put.startedBy(env.program().toString(), "--default-signal=INT").spawn()) {
        await().until(() -> running.err().contains("< 150 "));
        new ProcessBuilder("kill", "-INT", "" + running.pid()).start().waitFor();
        assertThat(running.awaitExit(Duration.ofSeconds(30))).as(running.said()).isEqualTo(130);
        assertThat(running.err()).contains("/a: cannot read what is to be sent: interrupted");
        assertThat(served.resolve("a")).as("half a file is none").doesNotExist();
      }
    }
  }

  @Test
  void aPasswordIsNowhereToBeRead() throws Exception {
    try (var server = new OneFileServer(CONTENT, Map.of())) {
      server.stallAfter(10);
      Launch get = client("get", "-v", url(server.address(), "/a"));
      try (FerryProcess running = get.spawn()) {
        await().until(() -> size(scratch.resolve("a.part")) == 10);
        Path commandLine = Path.of("/proc/" + running.pid() + "/cmdline");
        if (Files.exists(commandLine)) {
          assertThat(Files.readString(commandLine)).doesNotContain(Launch.PASSWORD);
        }
        running.terminate();
        running.awaitExit(Duration.ofSeconds(30));
        assertThat(running.said()).contains("> PASS ***").doesNotContain(Launch.PASSWORD);
      }
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : -1;
  }

  private EmbeddedServer server() throws IOException {
    return EmbeddedServer.over(served, directory.resolve("data"), config -> config);
  }

  private Ran ferry(String... arguments) throws IOException, InterruptedException {
    return client(arguments).run();
  }

  private Launch client(String... arguments) {
    return Launch.ferry(scratch, arguments).environment("FERRY_PASSWORD", Launch.PASSWORD);
  }

  private static String url(InetSocketAddress server, String path) {
    return "ftp://%s@127.0.0.1:%d%s".formatted(Launch.USER, server.getPort(), path);
  }
}
