package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ferry serve` when all is well: the ready line, the accounts, the locales.
final class ProgramTest {
  private static final Pattern READY =
      Pattern.compile("ready control=(\\S+):(\\d+) passive=(?:\\d+[,-]?)+ pid=(\\d+)");

  private static final Pattern PASSWORD = Pattern.compile("(?i)password\\W+(\\S{8,})");

  @TempDir private Path directory;
  private Path served;
  private Path scratch;

  @BeforeEach
  void prepare() throws IOException {
    served = Files.createDirectory(directory.resolve("served"));
    scratch = directory.resolve("scratch");
  }

  @Test
  void saysReadyOnceInOneLineWithPortsAndPid() throws Exception {
    try (FerryProcess ferry = Launch.serve(served, scratch).listen("127.0.0.1:0").start()) {
      Matcher ready = READY.matcher(ferry.awaitReady());
      assertThat(ready.matches()).as(ferry.awaitReady()).isTrue();
      assertThat(ready.group(1)).isEqualTo("127.0.0.1");
      assertThat(Integer.parseInt(ready.group(2))).isPositive();
      assertThat(Long.parseLong(ready.group(3))).isEqualTo(ferry.pid());
      assertThat(ferry.out().lines().filter(line -> line.startsWith("ready "))).hasSize(1);
      ferry.login().close();
    }
  }

  @Test
  void saysReadyInJson() throws Exception {
    Launch launch = Launch.serve(served, scratch).listen("127.0.0.1:0").with("--json");
    try (FerryProcess ferry = launch.start()) {
      assertThat(ferry.awaitReady())
          .startsWith("{")
          .endsWith("}")
          .contains("\"event\":\"ready\"", "\"pid\":" + ferry.pid());
      assertThat(ferry.out().lines()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
      ferry.login().close();
    }
  }

  @Test
  void listensOnBothFamiliesWhenNoHostIsGiven() throws Exception {
    try (FerryProcess ferry = Launch.serve(served, scratch).listen(":0").start()) {
      int port = ferry.control().getPort();
      for (String address : new String[] {"127.0.0.1", "::1"}) {
        var control = new InetSocketAddress(InetAddress.ofLiteral(address), port);
        try (var client = ControlClient.connect(control)) {
          client.login(Launch.USER, Launch.PASSWORD);
          assertThat(client.upload("STOR hello", "hello".getBytes(StandardCharsets.UTF_8)).code())
              .isEqualTo(226);
          assertThat(client.download("RETR hello")).asString().isEqualTo("hello");
        }
      }
    }
  }

  @Test
  void listensOnAllAddressesWhereThereIsNoIpv6() throws Exception {
    Launch launch =
        Launch.serve(served, scratch)
            .listen(":0")
            .virtualMachine("-Djava.net.preferIPv4Stack=true");
    try (FerryProcess ferry = launch.start()) {
      var control =
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), ferry.control().getPort());
      try (var client = ControlClient.connect(control)) {
        client.login(Launch.USER, Launch.PASSWORD);
      }
    }
  }

  @Test
  void makesAnAccountWithAGeneratedPasswordThatIsPrintedOnce() throws Exception {
    Launch launch =
        Launch.ferry(
                scratch, "serve", served.toString(), "--data", scratch.resolve("data").toString())
            .listen("127.0.0.1:0");
    try (FerryProcess ferry = launch.start()) {
      String password = generatedPassword(ferry);
      try (var client = ControlClient.connect(ferry.control())) {
        client.login("ferry", password);
      }
      try (var client = ControlClient.connect(ferry.control())) {
        client.expect(331, "USER ferry");
        client.expect(530, "PASS " + password + "x");
      }
    }
  }

  @Test
  void makesAnotherPasswordEveryTime() throws Exception {
    Launch launch =
        Launch.ferry(
                scratch, "serve", served.toString(), "--data", scratch.resolve("data").toString())
            .listen("127.0.0.1:0");
    String first;
    try (FerryProcess ferry = launch.start()) {
      first = generatedPassword(ferry);
      ferry.kill();
    }
    try (FerryProcess ferry = launch.start()) {
      assertThat(generatedPassword(ferry)).isNotEqualTo(first);
    }
  }

  @Test
  void aConnectionThatSaysNothingIsNoLineInTheLog() throws Exception {
    Launch launch = Launch.serve(served, scratch).listen("127.0.0.1:0");
    try (FerryProcess ferry = launch.start()) {
      comeAndGo(ferry);
      ferry.login().close();
      ferry.terminate();
      assertThat(ferry.awaitExit(FerryProcess.PATIENCE)).as(ferry.said()).isZero();
      assertThat(log(ferry, 1)).isEmpty();
      assertThat(log(ferry, 2)).as(ferry.said()).isNotEmpty();
    }
  }

  @Test
  void aConnectionThatSaysNothingIsThreeLinesInTheWholeLog() throws Exception {
    Launch launch = Launch.serve(served, scratch).listen("127.0.0.1:0").with("-v");
    try (FerryProcess ferry = launch.start()) {
      comeAndGo(ferry);
      // What ends it must not be the end of the server.
      await().atMost(FerryProcess.PATIENCE).until(() -> ferry.err().contains("#1  gone"));
      ferry.terminate();
      assertThat(ferry.awaitExit(FerryProcess.PATIENCE)).as(ferry.said()).isZero();
      assertThat(log(ferry, 1))
          .map(line -> line.split(" ", 2)[0])
          .as(ferry.said())
          .containsExactly("connected", "<", "gone:");
    }
  }

  /// What a health check does: it is greeted and closes.
  private static void comeAndGo(FerryProcess ferry) throws IOException {
    InetSocketAddress control = ferry.control();
    try (var socket = new Socket(control.getAddress(), control.getPort())) {
      assertThat(socket.getInputStream().read()).isEqualTo('2');
    }
  }

  private static List<String> log(FerryProcess ferry, int session) {
    String mark = "  #" + session + "  ";
    return ferry
        .err()
        .lines()
        .filter(line -> line.contains(mark))
        .map(line -> line.substring(line.indexOf(mark) + mark.length()))
        .toList();
  }

  @Test
  void makesItsDefaultDirectoryWithAWelcomeFile() throws Exception {
    Launch launch =
        Launch.ferry(scratch, "serve", "--user=me:word", "--data=" + directory.resolve("data"))
            .listen("127.0.0.1:0");
    try (FerryProcess ferry = launch.start();
        var client = ControlClient.connect(ferry.control())) {
      client.login("me", "word");
      String[] names =
          new String(client.download("NLST"), StandardCharsets.UTF_8).split("\r\n", -1);
      assertThat(names[0]).as("a welcome file").isNotEmpty();
      assertThat(scratch.resolve("ferry-files").resolve(names[0])).isRegularFile();
      assertThat(client.download("RETR " + names[0])).isNotEmpty();
    }
  }

  @Test
  void servesNamesOfAllScriptsWhenTheLocaleIsAscii() throws Exception {
    Launch launch = Launch.serve(served, scratch).listen("127.0.0.1:0").environment("LC_ALL", "C");
    byte[] content = "content".getBytes(StandardCharsets.UTF_8);
    try (FerryProcess ferry = launch.start();
        var client = ferry.login()) {
      client.expect(257, "MKD 目录");
      assertThat(client.upload("STOR 目录/ä 日本.txt", content).code()).isEqualTo(226);
      assertThat(served.resolve("目录").resolve("ä 日本.txt")).hasBinaryContent(content);
      assertThat(client.download("NLST 目录")).asString().contains("ä 日本.txt");
      assertThat(client.download("RETR 目录/ä 日本.txt")).isEqualTo(content);
      client.expect(250, "DELE 目录/ä 日本.txt");
    }
  }

  @Test
  void servesAnonymousUsersReadOnly() throws Exception {
    Files.writeString(served.resolve("public"), "for all");
    Launch launch =
        Launch.ferry(
                scratch,
                "serve",
                "--anonymous",
                served.toString(),
                "--data",
                scratch.resolve("data").toString())
            .listen("127.0.0.1:0");
    try (FerryProcess ferry = launch.start();
        var client = ControlClient.connect(ferry.control())) {
      client.login("anonymous", "me@example.org");
      assertThat(client.download("RETR public")).asString().isEqualTo("for all");
      client.expect(550, "DELE public");
      client.expect(550, "MKD new");
      assertThat(served.resolve("public")).exists();
    }
  }

  @Test
  void saysWhichPortsAreTakenByOthers() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = taken.getLocalPort();
      Launch launch =
          Launch.serve(served, scratch)
              .with("--listen", "127.0.0.1:0", "--passive-ports", port + "-" + port);
      try (FerryProcess ferry = launch.spawn()) {
        assertThat(ferry.awaitExit(FerryProcess.PATIENCE)).as(ferry.said()).isEqualTo(2);
        assertThat(ferry.err().lines()).singleElement().asString().contains("" + port);
      }
    }
  }

  private static String generatedPassword(FerryProcess ferry) {
    ferry.awaitReady();
    // The screen is on another stream than the ready line, so it may be read later.
    await().until(() -> PASSWORD.matcher(ferry.out() + ferry.err()).find());
    Matcher matcher = PASSWORD.matcher(ferry.out() + ferry.err());
    assertThat(matcher.find()).isTrue();
    String password = matcher.group(1);
    assertThat(matcher.find()).as("printed once: %s", ferry.said()).isFalse();
    return password;
  }
}
