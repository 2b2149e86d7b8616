package io.ferryftp.tests.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Ran;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands of the client when all is well: the real program against a real server.
final class ClientCommandsTest {
  private static final int SIZE = 300_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private Path served;
  private Path scratch;
  private EmbeddedServer server;

  @BeforeEach
  void start() throws IOException {
    served = Files.createDirectory(directory.resolve("served"));
    scratch = Files.createDirectory(directory.resolve("scratch"));
    server = EmbeddedServer.over(served, directory.resolve("data"), config -> config);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void lsShowsNamesLongFormAndJson() throws Exception {
    Files.writeString(served.resolve("b.txt"), "hello");
    Files.setLastModifiedTime(
        served.resolve("b.txt"), FileTime.from(Instant.parse("2026-01-02T03:04:05Z")));
    Files.createDirectory(served.resolve("a"));
    Files.writeString(served.resolve("a").resolve("x\u001b[2J\ny"), "");
    assertThat(ferry("ls", url("/")).lines()).containsExactly("a", "b.txt");
    assertThat(ferry("ls", url("/b.txt")).lines()).containsExactly("b.txt");
    assertThat(ferry("ls", url("/;type=d")).lines()).containsExactly("a", "b.txt");
    assertThat(ferry("ls", "-l", url("/b.txt")).lines())
        .singleElement()
        .asString()
        .matches("-[rw?-].{8} +5  2026-01-02 03:04  b\\.txt");
    assertThat(ferry("ls", url("/a"), url("/a/"), url("/b.txt")).text())
        .isEqualTo(
            "%s:\nx?[2J?y\n\n%s:\nx?[2J?y\n\n%s:\nb.txt\n"
                .formatted(url("/a"), url("/a/"), url("/b.txt")));
    List<JsonNode> entries = json(ferry("ls", "--json", url("/")));
    assertThat(entries).hasSize(2);
    assertThat(entries.get(1).get("name").asString()).isEqualTo("b.txt");
    assertThat(entries.get(1).get("url").asString()).isEqualTo(url("/b.txt"));
    assertThat(entries.get(1).get("size").asInt()).isEqualTo(5);
    assertThat(entries.get(1).get("modified").asString()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void catGivesTheOctetsAndNothingElse() throws Exception {
    SampleFile.random(served.resolve("a"), 1, SIZE);
    SampleFile.random(served.resolve("b"), 2, 100);
    Ran both = ferry("cat", url("/a"), url("/b"));
    byte[] expected = Files.readAllBytes(served.resolve("a"));
    assertThat(both.out()).hasSize(SIZE + 100).startsWith(expected);
    assertThat(both.err()).isEmpty();
    assertThat(ferry("get", "-o", "-", url("/a")).out()).isEqualTo(expected);
  }

  @Test
  void textIsConvertedBothWays() throws Exception {
    Files.writeString(served.resolve("t"), "one\ntwo\n");
    assertThat(ferry("cat", url("/t;type=a")).text()).isEqualTo("one\ntwo\n");
    ferry("get", url("/t;type=a"));
    assertThat(scratch.resolve("t")).hasContent("one\ntwo\n");
    ferry("put", "t", url("/copy;type=a"));
    assertThat(served.resolve("copy")).hasContent("one\ntwo\n");
    assertThat(scratch.resolve("t.part")).doesNotExist();
  }

  @Test
  void getReplacesFilesAndNamesThem() throws Exception {
    SampleFile.random(served.resolve("a"), 3, SIZE);
    Files.writeString(served.resolve("b"), "b");
    byte[] expected = Files.readAllBytes(served.resolve("a"));
    Files.writeString(scratch.resolve("a"), "old");
    Ran plain = ferry("get", url("/a"), url("/b"));
    assertThat(plain.out()).isEmpty();
    assertThat(plain.err().lines()).hasSize(2).first().asString().startsWith("a, 293.0 KiB in ");
    assertThat(scratch.resolve("a")).hasBinaryContent(expected);
    assertThat(scratch.resolve("b")).hasContent("b");

    Files.createDirectory(scratch.resolve("d"));
    assertThat(ferry("get", "-q", "-d", "d", url("/a")).err()).isEmpty();
    assertThat(scratch.resolve("d").resolve("a")).hasBinaryContent(expected);
    JsonNode named = json(ferry("get", "--json", "-o", "d/other", url("/a"))).getFirst();
    assertThat(scratch.resolve("d").resolve("other")).hasBinaryContent(expected);
    assertThat(named.get("url").asString()).isEqualTo(url("/a"));
    assertThat(named.get("ok").asBoolean()).isTrue();
    assertThat(named.get("octets").asInt()).isEqualTo(SIZE);
    assertThat(named.get("file").asString()).isEqualTo("d/other");
    assertThat(named.get("verified").asBoolean()).isTrue();
  }

  @Test
  void aPipeIsWrittenAndReadAndStaysAPipe() throws Exception {
    SampleFile.random(served.resolve("a"), 3, SIZE);
    byte[] expected = Files.readAllBytes(served.resolve("a"));
    Peer bash = Peer.require("bash");
    Peer.require("mkfifo");
    Path pipe = scratch.resolve("pipe");
    bash.run(scratch, LIMIT, List.of("-c", "mkfifo pipe")).orFail();
    String beside = "cat <pipe >copy & \"$@\" && wait; test -p pipe";
    client("get", "-o", "pipe", url("/a")).startedBy("bash", "-c", beside, "bash").run().orFail();
    assertThat(scratch.resolve("copy")).hasBinaryContent(expected);
    String into = "cat copy >pipe & \"$@\" && wait";
    client("put", "pipe", url("/b")).startedBy("bash", "-c", into, "bash").run().orFail();
    assertThat(served.resolve("b")).hasBinaryContent(expected);

    Files.move(pipe, scratch.resolve("a"));
    Ran blocked = client("get", url("/a")).run();
    assertThat(blocked.exit()).isEqualTo(7);
    assertThat(blocked.err()).contains(": a is in the way and no file; ");
    assertThat(scratch.resolve("a.part")).doesNotExist();
  }

  @Test
  void aLinkThatIsNamedStaysAndOneThatLiesThereIsReplaced() throws Exception {
    Files.writeString(served.resolve("a"), "new");
    Files.createDirectory(scratch.resolve("d"));
    Path real = Files.writeString(scratch.resolve("d").resolve("real"), "old");
    Path link = Files.createSymbolicLink(scratch.resolve("a"), Path.of("d", "real"));
    ferry("get", "-o", "a", url("/a"));
    assertThat(link).isSymbolicLink();
    assertThat(real).hasContent("new");
    Files.writeString(real, "old");
    ferry("get", url("/a"));
    assertThat(link).isRegularFile().hasContent("new");
    assertThat(Files.isSymbolicLink(link)).isFalse();
    assertThat(real).hasContent("old");
  }

  @Test
  void putTakesFilesAndStandardInput() throws Exception {
    SampleFile.random(scratch.resolve("a"), 4, SIZE);
    Files.writeString(scratch.resolve("b"), "b");
    Files.createDirectory(served.resolve("d"));
    byte[] expected = Files.readAllBytes(scratch.resolve("a"));
    assertThat(ferry("put", "a", url("/c")).out()).isEmpty();
    assertThat(served.resolve("c")).hasBinaryContent(expected);
    assertThat(json(ferry("put", "--json", "a", "b", url("/d/")))).hasSize(2);
    assertThat(served.resolve("d").resolve("a")).hasBinaryContent(expected);
    assertThat(served.resolve("d").resolve("b")).hasContent("b");
    client("put", "-", url("/stdin")).run(expected).orFail();
    assertThat(served.resolve("stdin")).hasBinaryContent(expected);
  }

  @Test
  void directoriesAndFilesAreMadeRenamedAndRemoved() throws Exception {
    Files.writeString(served.resolve("a"), "a");
    ferry("mkdir", url("/d"), url("/e/"));
    ferry("mv", url("/a"), "d/b");
    assertThat(served.resolve("d").resolve("b")).hasContent("a");
    ferry("mv", url("/d/b"), "/e/");
    assertThat(served.resolve("e").resolve("b")).hasContent("a");
    Ran removed = ferry("rm", "--json", url("/e/b"));
    assertThat(json(removed).getFirst().get("ok").asBoolean()).isTrue();
    ferry("rmdir", url("/d/"), url("/e"));
    assertThat(served).isEmptyDirectory();
  }

  @Test
  void namesOfAllOctetsAreMovedInTheLocaleC() throws Exception {
    Path odd = Path.of(URI.create("file://" + served + "/%E6%97%A5%FF.txt"));
    Files.writeString(odd, "odd");
    Launch get = client("get", url("/%E6%97%A5%FF.txt")).environment("LC_ALL", "C");
    assertThat(get.run().orFail().err()).startsWith("日\\xFF.txt, ");
    assertThat(Path.of(URI.create("file://" + scratch + "/%E6%97%A5%FF.txt"))).hasContent("odd");
    Ran listed = client("ls", "--json", url("/")).environment("LC_ALL", "C").run().orFail();
    JsonNode entry = json(listed).getFirst();
    assertThat(entry.get("name").asString()).isEqualTo("日\\xFF.txt");
    assertThat(entry.get("nameOctets").asString()).isEqualTo("e697a5ff2e747874");
    assertThat(entry.get("url").asString()).isEqualTo(url("/%E6%97%A5%FF.txt"));
  }

  @Test
  void theConversationIsShownWithoutPassword() throws Exception {
    Files.writeString(served.resolve("a"), "a");
    Ran verbose = ferry("cat", "-v", url("/a"));
    assertThat(verbose.text()).isEqualTo("a");
    assertThat(verbose.err())
        .contains("> USER " + Launch.USER, "> PASS ***", "< 230 ", "> RETR a", "< 226 ")
        .contains("data connection ")
        .doesNotContain(Launch.PASSWORD);
  }

  @Test
  void passwordsComeFromTheUrlAndFromNetrc() throws Exception {
    Files.writeString(served.resolve("a"), "a");
    int port = server.control().getPort();
    String inUrl = "ftp://%s:let%%3A%%20me%%2Fin@127.0.0.1:%d/a".formatted(Launch.USER, port);
    var bare = Launch.ferry(scratch, "cat", "-v", inUrl).run().orFail();
    assertThat(bare.text()).isEqualTo("a");
    assertThat(bare.err()).doesNotContain("let:", "let%");
    Files.writeString(
        scratch.resolve(".netrc"),
        "machine 127.0.0.1 login %s password \"%s\"\n".formatted(Launch.USER, Launch.PASSWORD));
    var netrc = Launch.ferry(scratch, "cat", "ftp://127.0.0.1:%d/a".formatted(port)).run();
    assertThat(netrc.orFail().text()).isEqualTo("a");
    assertThat(netrc.err()).doesNotContain("let:").contains("chmod 600");
  }

  @Test
  void everyModeMovesFiles() throws Exception {
    Files.writeString(served.resolve("a"), "a");
    for (String mode : List.of("auto", "passive", "active", "passive-only", "active-only")) {
      assertThat(ferry("cat", "--mode", mode, url("/a")).text()).as(mode).isEqualTo("a");
    }
  }

  private Ran ferry(String... arguments) throws IOException, InterruptedException {
    return client(arguments).run().orFail();
  }

  private Launch client(String... arguments) {
    return Launch.ferry(scratch, arguments).environment("FERRY_PASSWORD", Launch.PASSWORD);
  }

  private String url(String path) {
    return "ftp://%s@127.0.0.1:%d%s".formatted(Launch.USER, server.control().getPort(), path);
  }

  private static List<JsonNode> json(Ran ran) {
    var lines = new ArrayList<JsonNode>();
    ran.lines().forEach(line -> lines.add(JsonMapper.shared().readTree(line)));
    assertThat(new String(ran.out(), StandardCharsets.UTF_8)).endsWith("\n");
    return lines;
  }
}
