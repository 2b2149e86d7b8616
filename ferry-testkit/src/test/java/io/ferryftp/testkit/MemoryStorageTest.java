package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What memory promises beyond the contract: its limits, and that room comes back.
final class MemoryStorageTest {
  private static final MemoryLimits SMALL = new MemoryLimits(100, 10, 2, Duration.ofHours(24));

  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private final MemoryStorage storage = new MemoryStorage(SMALL, () -> now);
  private final FileTree tree = open("anna", "/home");
  private final TestFiles files = new TestFiles(tree);

  private FileTree open(String account, String home) {
    try {
      return storage.open(new Account(account, home, Permission.ALL));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static VirtualPath path(String text) {
    return VirtualPath.of(text);
  }

  private static ByteBuffer octets(int count) {
    return ByteBuffer.wrap(new byte[count]);
  }

  private long free() throws IOException {
    return tree.usableSpace(VirtualPath.ROOT);
  }

  private void interrupt(String path, int octets) throws IOException {
    try (var upload = tree.write(path(path), new Placement.Replace())) {
      upload.write(octets(octets));
      upload.suspend();
    }
  }

  @Test
  void defaultsAreRoomy() {
    assertThat(MemoryLimits.DEFAULT)
        .isEqualTo(new MemoryLimits(268_435_456, 100_000, 1000, Duration.ofDays(1)));
    assertThat(
            MemoryLimits.DEFAULT
                .withOctets(100)
                .withEntries(10)
                .withKeptUploads(2)
                .withKeptFor(Duration.ofHours(24)))
        .isEqualTo(SMALL);
    assertThatThrownBy(() -> SMALL.withEntries(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roomEndsAndComesBack() throws IOException {
    files.put("/a", new byte[60]);
    assertThat(free()).isEqualTo(40);
    try (var upload = tree.write(path("/b"), new Placement.Replace())) {
      upload.write(octets(40));
      assertThat(free()).isZero();
      assertThatThrownBy(() -> upload.write(octets(1))).isInstanceOf(SpaceExhaustedException.class);
      assertThat(free()).as("a failed upload is gone at once").isEqualTo(40);
    }
    files.put("/a", new byte[10]);
    assertThat(free()).isEqualTo(90);
    try (var upload = tree.write(path("/a"), new Placement.ResumeAt(4))) {
      upload.commit();
    }
    assertThat(free()).isEqualTo(96);
    files.delete("/a");
    assertThat(free()).isEqualTo(100);
  }

  @Test
  void aReaderHoldsTheRoomOfWhatItReads() throws IOException {
    files.put("/a", new byte[60]);
    OpenFile file = tree.read(path("/a"), 0);
    try (var resume = tree.write(path("/a"), new Placement.ResumeAt(60))) {
      resume.write(octets(10));
      files.delete("/a");
      assertThat(free()).isEqualTo(30);
      file.close();
      file.close();
      assertThat(free()).isEqualTo(30);
    }
    assertThat(free()).isEqualTo(100);
  }

  @Test
  void interruptedUploadsTakeRoomUntilTheyAreTooOld() throws IOException {
    interrupt("/a", 30);
    now = now.plus(Duration.ofHours(24));
    assertThat(tree.facts(path("/a"), LinkHandling.FOLLOW).size()).isEqualTo(30);
    assertThat(free()).isEqualTo(70);
    now = now.plusSeconds(1);
    assertThatThrownBy(() -> tree.facts(path("/a"), LinkHandling.FOLLOW))
        .isInstanceOf(NoSuchFileException.class);
    open("bert", "/home");
    assertThat(free()).isEqualTo(100);
  }

  @Test
  void theOldestInterruptedUploadGoes() throws IOException {
    for (String name : List.of("/a", "/b", "/c")) {
      interrupt(name, 10);
      now = now.plusSeconds(1);
    }
    assertThat(free()).isEqualTo(80);
    assertThat(files.exists("/a")).isFalse();
    assertThat(files.exists("/b")).isTrue();
    assertThat(files.exists("/c")).isTrue();
  }

  @Test
  void namesEndAndComeBack() throws IOException {
    for (int i = 1; i < 10; i++) {
      files.put("/" + i, "");
    }
    assertThatThrownBy(() -> tree.createDirectory(path("/d")))
        .isInstanceOf(SpaceExhaustedException.class);
    assertThatThrownBy(() -> storage.open(new Account("bert", "/other", Permission.ALL)))
        .isInstanceOf(SpaceExhaustedException.class);
    files.delete("/1");
    tree.rename(path("/2"), path("/3"));
    files.makeDirectory("/d");
    files.put("/d/f", "x");
    assertThat(files.names("/")).containsExactly("3", "4", "5", "6", "7", "8", "9", "d");
  }

  @Test
  void clearingGivesEverythingBack() throws IOException {
    files.put("/d/e/f", "12345");
    interrupt("/d/g", 5);
    interrupt("/h", 5);
    storage.clear();
    assertThat(free()).isEqualTo(100);
    assertThat(files.names("/")).isEmpty();
    assertThat(files.exists("/h")).isFalse();
    for (int i = 1; i < 10; i++) {
      files.put("/" + i, "x");
    }
    assertThat(files.names("/")).hasSize(9);
  }

  @Test
  void anUploadIntoAClearedDirectoryIsLost() throws IOException {
    files.makeDirectory("/d");
    try (var upload = tree.write(path("/d/f"), new Placement.Replace())) {
      upload.write(octets(5));
      storage.clear();
      assertThatThrownBy(upload::commit).isInstanceOf(NoSuchFileException.class);
    }
    assertThat(free()).isEqualTo(100);
  }

  @Test
  void aDirectoryStaysWhileSomethingIsUploadedIntoIt() throws IOException {
    files.makeDirectory("/d");
    try (var upload = tree.write(path("/d/f"), new Placement.Replace())) {
      upload.write(octets(5));
      assertThatThrownBy(() -> tree.deleteDirectory(path("/d")))
          .isInstanceOf(DirectoryNotEmptyException.class);
      upload.commit();
    }
    assertThat(files.content("/d/f")).hasValue(new byte[5]);
  }

  @Test
  void homesAreApartAndAccountsOfOneHomeAreNot() {
    files.put("/a", "x");
    assertThat(new TestFiles(open("anna", "/other")).names("/")).isEmpty();
    assertThat(new TestFiles(open("bert", "/home")).text("/a")).hasValue("x");
  }

  @Test
  void replacingKeepsTheMode() throws IOException {
    files.put("/a", "x");
    tree.amend(path("/a"), new Amendment.Mode(0604));
    files.put("/a", "y");
    assertThat(tree.facts(path("/a"), LinkHandling.FOLLOW).mode()).isEqualTo(0604);
  }

  @Test
  void timeStampsAreOfTheGivenClock() throws IOException {
    files.put("/a", "x");
    assertThat(tree.facts(path("/a"), LinkHandling.FOLLOW).modified()).isEqualTo(now);
  }

  @Test
  void reservedNamesDoNotExistForClients() {
    String reserved = "/.ferry-0123456789abcdef";
    files.put("/.ferry-config", "x");
    assertThatThrownBy(() -> tree.facts(path(reserved), LinkHandling.ITSELF))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> tree.write(path(reserved), new Placement.Replace()))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> tree.createDirectory(path(reserved.replace("ferry", "FERRY"))))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> tree.rename(path("/.ferry-config"), path(reserved)))
        .isInstanceOf(NameRejectedException.class);
    assertThatThrownBy(() -> tree.deleteFile(path(reserved)))
        .isInstanceOf(NoSuchFileException.class);
  }
}
