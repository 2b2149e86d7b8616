package io.ferryftp.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.testkit.script.ScriptedServer;
import io.ferryftp.testkit.script.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Ferry's client and servers that are broken or hostile: a test for each row of the tables beside
/// this class.
final class ClientRowsTest {
  private static final List<String> TABLES =
      List.of("rows.txt", "tls-rows.txt", "transfer-rows.txt", "name-rows.txt");

  /// Far more than a row needs, and far less than any limit that a row leaves alone.
  private static final Duration BOUND = Duration.ofSeconds(8);

  @TempDir private Path scratch = Path.of("");

  @TestFactory
  Stream<DynamicTest> aServerMisbehaves() throws IOException {
    return rows().stream()
        .filter(row -> row.word("do").isPresent())
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> play(row)));
  }

  @Test
  void everyRowIsComplete() throws IOException {
    var ids = new HashSet<String>();
    for (ClientRow row : rows()) {
      assertThat(ids.add(row.id())).as("%s is there once", row.id()).isTrue();
      boolean tested = row.word("do").isPresent() && row.word("must").isPresent();
      assertThat(tested)
          .as("%s", row)
          .isNotEqualTo(row.word("not yet").or(() -> row.word("elsewhere")).isPresent());
    }
    assertThat(ids).hasSizeGreaterThan(180);
  }

  private static List<ClientRow> rows() throws IOException {
    var rows = new ArrayList<ClientRow>();
    for (String table : TABLES) {
      rows.addAll(ClientRow.read(table));
    }
    return rows;
  }

  private void play(ClientRow row) throws Exception {
    Path local = Files.createDirectories(scratch.resolve(row.id()).resolve("here"));
    try (var server = ScriptedServer.play(row.transcripts().toArray(Transcript[]::new));
        var client = new RowClient(row, server.port(), local)) {
      String[] doings = row.word("do").orElseThrow().split(", ", -1);
      for (int i = 0; i + 1 < doings.length; i++) {
        client.perform(doings[i]);
      }
      List<String> before = server.clientLines();
      String last = doings[doings.length - 1];
      try (var _ = Disturbance.of(row, client, server)) {
        long begun = System.nanoTime();
        judge(row, client, last);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
      }
      judgeAfterwards(row, client, server);
      if (row.word("must").orElse("").startsWith("throw")) {
        assertThat(server.clientLines())
            .as("nothing is sent")
            .filteredOn(line -> !line.equals("NOOP"))
            .isEqualTo(before);
      }
      client.leave();
      server.assertPlayed();
    }
    assertThat(scratch.resolve(row.id()).toFile().list())
        .as("nothing is written elsewhere")
        .containsExactly("here");
  }

  private static void judge(ClientRow row, RowClient client, String what) {
    String[] must = row.word("must").orElseThrow().split(" ", 3);
    var result = new byte[1][0];
    Throwable thrown = catchThrowable(() -> result[0] = client.perform(what));
    // An interrupt that has done its work is not to disturb what follows.
    boolean interrupted = Thread.interrupted();
    if (must[0].equals("succeed")) {
      assertThat(thrown).isNull();
      if (must.length > 1) {
        assertThat(text(result[0])).isEqualTo(text(ClientRow.octets(must[2])));
      }
      return;
    }
    assertThat(thrown).isNotNull();
    if (must[0].equals("throw")) {
      assertThat(thrown.getClass().getSimpleName()).as("%s", thrown).isEqualTo(must[1]);
      return;
    }
    assertThat(thrown).isInstanceOf(FtpException.class);
    if (!must[1].equals("ANY")) {
      assertThat(thrown.getClass().getSimpleName()).as("%s", thrown).isEqualTo(must[1]);
    }
    if (must.length > 2) {
      assertThat(((FtpException) thrown).step()).as("%s", thrown).hasToString(must[2]);
    }
    assertThat(thrown.getMessage())
        .contains(text(ClientRow.octets(row.word("says").orElse(""))))
        .doesNotContain(ClientRow.PASSWORD)
        .doesNotContain("\n")
        .doesNotContain("\r");
    assertThat(interrupted).isEqualTo(row.word("while").equals(Optional.of("interrupt")));
  }

  private static void judgeAfterwards(ClientRow row, RowClient client, ScriptedServer server)
      throws IOException {
    assertThat(client.told())
        .as("no secret is told")
        .noneMatch(told -> told.contains(ClientRow.PASSWORD));
    if (row.word("tells").isPresent()) {
      String tells = text(ClientRow.octets(row.word("tells").orElseThrow()));
      assertThat(client.told()).anyMatch(told -> told.contains(tells));
    }
    if (row.word("part").isPresent()) {
      assertThat(text(Files.readAllBytes(client.part())))
          .isEqualTo(text(ClientRow.octets(row.word("part").orElseThrow())));
    }
    switch (row.word("then").orElse("")) {
      case "usable" -> client.ftp().keepAlive();
      case "closed" -> {
        assertThatThrownBy(() -> client.ftp().keepAlive()).isInstanceOf(ConnectionException.class);
        assertThat(server.clientLines()).doesNotContain("NOOP");
      }
      default -> assertThat(client.hasConnected()).as("the row says nothing of it").isFalse();
    }
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
