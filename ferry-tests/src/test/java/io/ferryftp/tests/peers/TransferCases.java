package io.ferryftp.tests.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.Resume;
import io.ferryftp.client.Store;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.TransferResult;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.harness.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whole files, parts of files and many files, there and back.
final class TransferCases {
  private static final int MEBIBYTE = 1 << 20;
  private static final int HALF = 300_000;
  private static final byte[] CONTENT = SampleFile.content(1, 2 * HALF);
  private static final byte[] HEAD = Arrays.copyOf(CONTENT, HALF);
  private static final byte[] TAIL = Arrays.copyOfRange(CONTENT, HALF, 2 * HALF);

  private TransferCases() {}

  static List<Case> all() {
    var cases = new ArrayList<Case>();
    for (int size : List.of(0, 1, MEBIBYTE + 1)) {
      cases.add(new Case(size + " octets as files", with -> files(with, size)));
      cases.add(new Case(size + " octets as streams", with -> streams(with, size)));
      cases.add(new Case(size + " octets as channels", with -> channels(with, size)));
    }
    if (Scale.current() == Scale.LONG) {
      cases.add(new Case("256 MiB as files", with -> files(with, 256 * MEBIBYTE)));
    }
    int many = Scale.current().choose(100, 1000);
    cases.add(new Case(many + " small files", with -> manyFiles(with, many)));
    cases.add(new Case("replacing a longer file", TransferCases::replace));
    cases.add(new Case("appending", TransferCases::append));
    cases.add(new Case("download from the middle", TransferCases::fromTheMiddle));
    cases.add(new Case("download continued", TransferCases::continuedDownload));
    cases.add(new Case("upload to the middle", TransferCases::toTheMiddle));
    cases.add(new Case("upload continued", TransferCases::continuedUpload));
    cases.add(new Case("text", TransferCases::text));
    return cases;
  }

  private static void files(Encounter with, int size) throws IOException {
    Path own = with.own("file", size);
    TransferResult stored = with.client().store(own, "file", Resume.NO);
    Path served = with.here().resolve("file");
    assertThat(Sha256.of(served)).isEqualTo(Sha256.of(own));
    assertMatches(stored, size);
    Path fetched = with.local().resolve("fetched");
    assertMatches(with.client().retrieve("file", fetched, Resume.NO), size);
    assertThat(Sha256.of(fetched)).isEqualTo(Sha256.of(own));
    assertThat(Files.getLastModifiedTime(fetched).toInstant().getEpochSecond())
        .as("the server's time")
        .isEqualTo(Files.getLastModifiedTime(served).toInstant().getEpochSecond());
    assertThat(with.local().resolve("fetched.part")).doesNotExist();
  }

  private static void streams(Encounter with, int size) throws IOException {
    byte[] content = SampleFile.content(size, size);
    assertMatches(
        with.client().store(new ByteArrayInputStream(content), "stream", TransferOptions.DEFAULT),
        size);
    with.assertServed("stream", content);
    var fetched = new ByteArrayOutputStream();
    assertMatches(with.client().retrieve("stream", fetched, TransferOptions.DEFAULT), size);
    assertThat(Sha256.of(fetched.toByteArray())).isEqualTo(Sha256.of(content));
  }

  private static void channels(Encounter with, int size) throws IOException {
    byte[] content = SampleFile.content(size + 1, size);
    try (Store store = with.client().store("channel", TransferOptions.DEFAULT)) {
      send(store, content);
      assertMatches(store.complete(), size);
    }
    with.assertServed("channel", content);
    try (var download = with.client().retrieve("channel", TransferOptions.DEFAULT)) {
      var fetched = new ByteArrayOutputStream();
      var buffer = ByteBuffer.allocate(10_007);
      while (download.read(buffer.clear()) >= 0) {
        fetched.write(buffer.array(), 0, buffer.position());
      }
      assertMatches(download.result(), size);
      assertThat(Sha256.of(fetched.toByteArray())).isEqualTo(Sha256.of(content));
    }
  }

  private static void manyFiles(Encounter with, int many) throws IOException {
    for (int i = 0; i < many; i++) {
      byte[] content = SampleFile.content(i, 100 + i % 100);
      with.client().store(new ByteArrayInputStream(content), "small-" + i, TransferOptions.DEFAULT);
      with.assertServed("small-" + i, content);
    }
    assertThat(with.client().list("")).hasSize(many);
    for (int i = 0; i < many; i++) {
      var fetched = new ByteArrayOutputStream();
      with.client().retrieve("small-" + i, fetched, TransferOptions.DEFAULT);
      assertThat(fetched.toByteArray()).isEqualTo(SampleFile.content(i, 100 + i % 100));
    }
  }

  private static void replace(Encounter with) throws IOException {
    with.served("file", 5000);
    with.client().store(new ByteArrayInputStream(HEAD), "file", TransferOptions.DEFAULT);
    with.assertServed("file", HEAD);
  }

  private static void append(Encounter with) throws IOException {
    for (byte[] part : List.of(HEAD, TAIL)) {
      try (Store store = with.client().append("file", TransferOptions.DEFAULT)) {
        send(store, part);
        store.complete();
      }
    }
    with.assertServed("file", CONTENT);
  }

  private static void fromTheMiddle(Encounter with) throws IOException {
    Files.write(with.here().resolve("file"), CONTENT);
    try (var download = with.client().retrieve("file", TransferOptions.DEFAULT.startingAt(HALF))) {
      assertThat(Sha256.of(download.stream().readAllBytes())).isEqualTo(Sha256.of(TAIL));
      assertThat(download.result().offset()).isEqualTo(HALF);
      assertThat(download.result().octets()).isEqualTo(HALF);
    }
    with.assertUsable();
  }

  private static void continuedDownload(Encounter with) throws IOException {
    Files.write(with.here().resolve("file"), CONTENT);
    Files.write(with.local().resolve("file.part"), HEAD);
    TransferResult result =
        with.client().retrieve("file", with.local().resolve("file"), Resume.YES);
    Encounter.assertSame(with.local().resolve("file"), CONTENT);
    // A little more than is missing: what overlaps shows that the part is one of this file.
    assertThat(result.octets()).isBetween((long) HALF, HALF + 10_000L);
    assertThat(result.size()).isEqualTo(2 * HALF);
  }

  private static void toTheMiddle(Encounter with) throws IOException {
    Files.write(with.here().resolve("file"), HEAD);
    try (Store store = with.client().store("file", TransferOptions.DEFAULT.startingAt(HALF))) {
      send(store, TAIL);
      assertThat(store.complete().offset()).isEqualTo(HALF);
    }
    with.assertServed("file", CONTENT);
  }

  private static void continuedUpload(Encounter with) throws IOException {
    Path own = Files.write(with.local().resolve("own"), CONTENT);
    Files.write(with.here().resolve("file"), HEAD);
    TransferResult result = with.client().store(own, "file", Resume.YES);
    with.assertServed("file", CONTENT);
    assertThat(result.octets()).isEqualTo(HALF);
  }

  private static void text(Encounter with) throws IOException {
    byte[] lines = "one\ntwo\n\nfour\n".getBytes(UTF_8);
    TransferOptions asText = TransferOptions.DEFAULT.as(Representation.ASCII);
    try (Store store = with.client().store("text", asText)) {
      send(store, lines);
      store.complete();
    }
    with.assertServed("text", lines);
    try (var download = with.client().retrieve("text", asText)) {
      assertThat(download.stream().readAllBytes()).isEqualTo(lines);
    }
    // The next one is of octets again.
    with.client().store(new ByteArrayInputStream(CONTENT), "octets", TransferOptions.DEFAULT);
    with.assertServed("octets", CONTENT);
  }

  private static void assertMatches(TransferResult result, long size) {
    assertThat(result.octets()).isEqualTo(size);
    assertThat(result.size()).isEqualTo(size);
    assertThat(result.verification()).isEqualTo(TransferResult.Verification.SIZE_MATCHES);
  }

  private static void send(Store store, byte[] content) throws IOException {
    var buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      store.write(buffer);
    }
  }
}
