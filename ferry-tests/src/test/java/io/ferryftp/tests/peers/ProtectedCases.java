package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.Resume;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.harness.Sha256;
import io.ferryftp.tests.peers.Protection.Beginning;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What uses up sessions and tickets, and what ends protected connections in every way there is.
final class ProtectedCases {
  private static final int MANY = 200;
  private static final int SOME = 40;
  private static final int SMALL = 20_000;
  private static final int MEBIBYTE = 1 << 20;

  private ProtectedCases() {}

  static List<Case> all(Protection tls) {
    // Where tickets run out; the rest would take another half a minute.
    boolean telling = tls.equals(new Protection(Beginning.EXPLICIT, TlsVersion.TLS_1_3));
    int mixed = telling ? MANY : Scale.current().choose(SOME, MANY);
    return List.of(
        new Case("L L U U U U D L", with -> sequence(with, "LLUUUUDL")),
        new Case(mixed + " mixed transfers", with -> mixed(with, mixed)),
        new Case("files that are empty, and more than a record", ProtectedCases::sizes),
        new Case("an empty directory", ProtectedCases::empty),
        new Case("continued both ways", ProtectedCases::continued),
        new Case("left off in the middle", ProtectedCases::leftOff),
        new Case("renaming and deleting", ProtectedCases::rename));
  }

  /// @param steps L: list, U: upload, D: download
  private static void sequence(Encounter with, String steps) throws IOException {
    with.served("there", SMALL);
    for (int i = 0; i < steps.length(); i++) {
      step(with, steps.charAt(i), i);
    }
  }

  private static void mixed(Encounter with, int many) throws IOException {
    with.served("there", SMALL);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    for (int i = 0; i < many; i++) {
      step(with, "LUD".charAt(random.nextInt(3)), i);
    }
  }

  private static void step(Encounter with, char what, int number) throws IOException {
    switch (what) {
      case 'L' -> assertThat(with.client().list("")).anyMatch(each -> each.name().equals("there"));
      case 'U' -> upload(with, "up-" + number % 10, SampleFile.content(number, 100 * number));
      case 'D' -> {
        byte[] expected = Files.readAllBytes(with.here().resolve("there"));
        assertThat(Sha256.of(download(with, "there"))).isEqualTo(Sha256.of(expected));
      }
      default -> throw new IllegalArgumentException("no step " + what);
    }
  }

  private static void sizes(Encounter with) throws IOException {
    for (int size : List.of(0, 1, MEBIBYTE + 1)) {
      byte[] content = SampleFile.content(size, size);
      upload(with, "file", content);
      assertThat(Sha256.of(download(with, "file"))).isEqualTo(Sha256.of(content));
    }
  }

  private static void empty(Encounter with) throws IOException {
    assertThat(with.client().list("")).isEmpty();
    with.assertUsable();
  }

  private static void continued(Encounter with) throws IOException {
    byte[] whole = SampleFile.content(9, MEBIBYTE);
    byte[] half = Arrays.copyOf(whole, MEBIBYTE / 2);
    Files.write(with.here().resolve("down"), whole);
    Files.write(with.local().resolve("down.part"), half);
    with.client().retrieve("down", with.local().resolve("down"), Resume.YES);
    Encounter.assertSame(with.local().resolve("down"), whole);
    Path own = Files.write(with.local().resolve("up"), whole);
    Files.write(with.here().resolve("up"), half);
    with.client().store(own, "up", Resume.YES);
    with.assertServed("up", whole);
  }

  private static void leftOff(Encounter with) throws IOException {
    with.served("big", 8 * MEBIBYTE);
    try (var download = with.client().retrieve("big", TransferOptions.DEFAULT)) {
      assertThat(download.stream().readNBytes(SMALL)).hasSize(SMALL);
    }
    with.assertUsable();
  }

  private static void rename(Encounter with) throws IOException {
    byte[] content = Files.readAllBytes(with.served("old", SMALL));
    with.client().rename("old", "new");
    with.assertServed("new", content);
    with.client().delete("new");
    assertThat(with.here().resolve("new")).doesNotExist();
    with.assertUsable();
  }

  private static void upload(Encounter with, String name, byte[] content) throws IOException {
    with.client().store(new ByteArrayInputStream(content), name, TransferOptions.DEFAULT);
    with.assertServed(name, content);
  }

  private static byte[] download(Encounter with, String name) throws IOException {
    var fetched = new ByteArrayOutputStream();
    with.client().retrieve(name, fetched, TransferOptions.DEFAULT);
    return fetched.toByteArray();
  }
}
