package io.ferryftp.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.Download;
import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.Store;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.TransferResult;
import io.ferryftp.client.TransferResult.Verification;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the client's operations do, against Ferry's own server.
final class ClientTest {
  private static final byte[] CONTENT = SampleFile.content(7, 700_000);

  @TempDir private Path scratch = Path.of("");
  private Path served = Path.of("");
  private EmbeddedServer server;
  private FtpClient client;
  private final List<ClientEvent> events = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    served = Files.createDirectory(scratch.resolve("served"));
    server = EmbeddedServer.over(served, scratch.resolve("data"), UnaryOperator.identity());
    client = login(DataMode.AUTO);
  }

  private FtpClient login(DataMode mode) throws IOException {
    var config =
        ClientConfig.builder(server.control().getAddress().getHostAddress())
            .port(server.control().getPort())
            .dataMode(mode)
            .listener(events::add)
            .build();
    return FtpClient.open(config, Login.of(Launch.USER, Secret.of(Launch.PASSWORD)));
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void whatIsStoredComesBack() throws IOException {
    for (DataMode mode : DataMode.values()) {
      try (FtpClient other = login(mode)) {
        String name = "übung " + mode;
        TransferResult stored =
            other.store(new ByteArrayInputStream(CONTENT), name, TransferOptions.DEFAULT);
        assertThat(stored.octets()).isEqualTo(CONTENT.length);
        assertThat(stored.verification()).isEqualTo(Verification.SIZE_MATCHES);
        assertThat(served.resolve(name)).hasBinaryContent(CONTENT);
        var back = new ByteArrayOutputStream();
        TransferResult fetched = other.retrieve(name, back, TransferOptions.DEFAULT);
        assertThat(back.toByteArray()).isEqualTo(CONTENT);
        assertThat(fetched.verification()).isEqualTo(Verification.SIZE_MATCHES);
      }
    }
  }

  @Test
  void directoriesAreListed() throws IOException {
    assertThat(client.makeDirectory("a \"b\"")).endsWith("/a \"b\"");
    client.changeDirectory("a \"b\"");
    assertThat(client.workingDirectory()).isEqualTo("/a \"b\"");
    client.store(new ByteArrayInputStream(CONTENT), "one", TransferOptions.DEFAULT);
    client.makeDirectory("two");
    Instant time = Instant.parse("2020-02-29T12:34:56Z");
    client.setModified("one", time);
    client.setMode("one", 0600);
    assertThat(client.modified("one")).contains(time);
    assertThat(client.list(""))
        .extracting(RemoteFile::name)
        .containsExactlyInAnyOrder("one", "two");
    RemoteFile one = client.facts("one").orElseThrow();
    assertThat(one.size()).hasValue(CONTENT.length);
    assertThat(one.modified().orElseThrow().time()).isEqualTo(time);
    assertThat(client.facts("none")).isEmpty();
    assertThat(client.names("")).containsExactlyInAnyOrder("one", "two");
    client.rename("one", "three");
    client.delete("three");
    client.removeDirectory("two");
    assertThat(client.list("")).isEmpty();
  }

  @Test
  void aDownloadThatIsClosedEarlyLeavesTheClientUsable() throws IOException {
    Files.write(served.resolve("big"), SampleFile.content(1, 30_000_000));
    for (DataMode mode : List.of(DataMode.PASSIVE, DataMode.ACTIVE_ONLY)) {
      try (FtpClient other = login(mode)) {
        try (Download download = other.retrieve("big", TransferOptions.DEFAULT)) {
          assertThat(download.read(ByteBuffer.allocate(100))).isEqualTo(100);
        }
        other.keepAlive();
        try (Store store = other.store("half", TransferOptions.DEFAULT)) {
          store.write(ByteBuffer.wrap(CONTENT));
        }
        assertThat(other.size("big")).hasValue(30_000_000);
        assertThat(served.resolve("half")).doesNotExist();
      }
    }
  }

  @Test
  void textIsConverted() throws IOException {
    try (Store store =
        client.store(
            "t", TransferOptions.DEFAULT.as(io.ferryftp.protocol.data.Representation.ASCII))) {
      store.write(ByteBuffer.wrap("a\nb\n".getBytes(StandardCharsets.UTF_8)));
      store.complete();
    }
    assertThat(served.resolve("t")).hasContent("a\nb\n");
    try (Download download =
        client.retrieve(
            "t", TransferOptions.DEFAULT.as(io.ferryftp.protocol.data.Representation.ASCII))) {
      assertThat(new String(download.stream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("a\nb\n");
    }
  }

  @Test
  void filesAreResumedBothWays() throws IOException {
    Path local = scratch.resolve("local");
    Files.write(served.resolve("f"), CONTENT);
    byte[] half = java.util.Arrays.copyOf(CONTENT, 400_000);
    Files.write(scratch.resolve("local.part"), half);
    TransferResult result = client.retrieve("f", local, Resume.YES);
    assertThat(local).hasBinaryContent(CONTENT);
    assertThat(result.octets()).isLessThan(310_000);
    assertThat(scratch.resolve("local.part")).doesNotExist();
    Files.write(served.resolve("g"), half);
    result = client.store(local, "g", Resume.YES);
    assertThat(result.octets()).isEqualTo(300_000);
    assertThat(served.resolve("g")).hasBinaryContent(CONTENT);
  }

  @Test
  void aPartOfAnotherFileIsNotContinued() throws IOException {
    Files.write(served.resolve("f"), CONTENT);
    Files.write(scratch.resolve("local.part"), SampleFile.content(9, 400_000));
    client.retrieve("f", scratch.resolve("local"), Resume.YES);
    assertThat(scratch.resolve("local")).hasBinaryContent(CONTENT);
    assertThat(events).anyMatch(e -> e.toString().contains("is not continued"));
  }

  @Test
  void refusalsCarryTheReply() {
    assertThatThrownBy(() -> client.retrieve("none", TransferOptions.DEFAULT))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> {
              assertThat(e.reply().orElseThrow().number()).isEqualTo(550);
              assertThat(e).hasMessageContaining("RETR").hasMessageContaining("550");
            });
    assertThatThrownBy(() -> client.delete("a\r\nDELE b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
