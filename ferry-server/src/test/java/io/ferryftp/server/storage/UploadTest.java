package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.fill;
import static io.ferryftp.server.storage.TreeLab.octets;
import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every upload does, whatever the tree is made of.
@ParameterizedClass(name = "{0}")
@EnumSource(TreeLab.Kind.class)
final class UploadTest {
  private final TreeLab lab;

  UploadTest(TreeLab.Kind kind, @TempDir Path temporary) throws IOException {
    lab = TreeLab.start(kind, temporary);
  }

  @AfterEach
  void close() throws IOException {
    lab.close();
  }

  @Test
  void anEmptyUploadMakesAnEmptyFile() throws IOException {
    lab.put("/empty", "");
    assertThat(lab.facts("/empty").size()).isZero();
  }

  @Test
  void nothingChangesBeforeTheFirstOctet() throws IOException {
    lab.put("/a", "old");
    try (var upload = lab.tree.write(path("/a"), new Placement.Replace())) {
      assertThat(lab.hidden()).isEmpty();
      fill(upload, "new and longer");
      assertThat(upload.size()).isEqualTo(14);
      assertThat(lab.hidden()).hasSize(1);
      assertThat(lab.get("/a")).isEqualTo("old");
    }
    assertThat(lab.get("/a")).isEqualTo("old");
    assertThat(lab.hidden()).isEmpty();
  }

  @Test
  void aReaderKeepsTheOldFileWhole() throws IOException {
    lab.put("/a", "old");
    try (var file = lab.tree.read(path("/a"), 0)) {
      lab.put("/a", "new");
      var buffer = java.nio.ByteBuffer.allocate(10);
      file.channel().read(buffer);
      assertThat(buffer.flip()).isEqualTo(octets("old"));
    }
    assertThat(lab.get("/a")).isEqualTo("new");
  }

  @Test
  void whatCannotBeUploadedIsRefusedAtOnce() throws IOException {
    lab.tree.createDirectory(path("/d"));
    lab.put("/f", "x");
    var replace = new Placement.Replace();
    assertThatThrownBy(() -> lab.tree.write(path("/d"), replace))
        .isInstanceOf(NotAFileException.class);
    assertThatThrownBy(() -> lab.tree.write(path("/"), replace))
        .isInstanceOf(NotAFileException.class);
    assertThatThrownBy(() -> lab.tree.write(path("/no/f"), replace))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> lab.tree.write(path("/f/f"), replace))
        .isInstanceOf(FileSystemException.class);
    assertThatThrownBy(() -> lab.tree.read(path("/d"), 0)).isInstanceOf(NotAFileException.class);
    assertThatThrownBy(() -> lab.tree.read(path("/no"), 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void appendingGoesBehindTheEnd() throws IOException {
    lab.put("/a", "one", new Placement.Append());
    lab.put("/a", "two", new Placement.Append());
    assertThat(lab.get("/a")).isEqualTo("onetwo");
    try (var upload = lab.tree.write(path("/a"), new Placement.Append())) {
      assertThat(upload.size()).isEqualTo(6);
    }
  }

  @Test
  void appendsToAFileThatIsNotThereYetAllCount() throws Exception {
    // Many files, because there is little time between a name's being made and its being filled.
    for (int round = 0; round < 20; round++) {
      String file = "/" + round;
      appendTenTimes(file);
      assertThat(lab.get(file)).isEqualTo("1234567".repeat(10));
    }
    assertThat(lab.hidden()).isEmpty();
  }

  private void appendTenTimes(String file) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all =
          IntStream.range(0, 10)
              .mapToObj(i -> threads.submit(() -> lab.put(file, "1234567", new Placement.Append())))
              .toList();
      for (var one : all) {
        one.get();
      }
    }
  }

  @Test
  void resumingKeepsWhatIsBeforeAndEndsWhereTheUploadEnds() throws IOException {
    lab.put("/a", "0123456789");
    lab.put("/a", "xy", new Placement.ResumeAt(4));
    assertThat(lab.get("/a")).isEqualTo("0123xy");
    try (var upload = lab.tree.write(path("/a"), new Placement.ResumeAt(2))) {
      fill(upload, "Z");
    }
    assertThat(lab.get("/a")).as("not committed: the rest stays").isEqualTo("01Z3xy");
    assertThatThrownBy(() -> lab.tree.write(path("/a"), new Placement.ResumeAt(7)))
        .isInstanceOf(OffsetBeyondEndException.class);
    assertThatThrownBy(() -> lab.tree.write(path("/none"), new Placement.ResumeAt(1)))
        .isInstanceOf(OffsetBeyondEndException.class);
    lab.put("/a", "whole", new Placement.ResumeAt(0));
    assertThat(lab.get("/a")).isEqualTo("whole");
  }

  @Test
  void uniqueNamesResembleTheWishAndNeverCollide() throws Exception {
    lab.tree.createDirectory(path("/in"));
    var unique = new Placement.Unique();
    assertThat(lab.put("/in/report.txt", "x", unique).toString())
        .matches("/in/report-[0-9a-z]{10}\\.txt");
    assertThat(lab.put("/in", "x", unique).toString()).matches("/in/file-[0-9a-z]{10}");
    var names = new HashSet<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 100)
              .mapToObj(i -> threads.submit(() -> lab.put("/in/u", "number " + i, unique)))
              .toList();
      for (var one : all) {
        names.add(one.get().toString());
      }
    }
    assertThat(names).hasSize(100);
    assertThat(lab.names("/in")).hasSize(102);
    assertThat(names.stream().map(this::content).distinct()).hasSize(100);
  }

  private String content(String path) {
    try {
      return lab.get(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void manyUploadsOfOneNameLeaveOneOfThemWhole() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          IntStream.range(0, 20)
              .mapToObj(i ->
                  threads.submit(() -> {
                    lab.put("/a", Character.toString('a' + i).repeat(50_000));
                    return true;
                  }))
              .toList();
      for (var one : all) {
        assertThat(one.get()).isTrue();
      }
    }
    String left = lab.get("/a");
    assertThat(left).hasSize(50_000).matches("(.)\\1*");
    assertThat(lab.hidden()).isEmpty();
  }

  @Test
  void replacingKeepsTheMode() throws IOException {
    lab.put("/a", "x");
    assertThat(lab.facts("/a").mode()).isEqualTo(0644);
    lab.tree.amend(path("/a"), new Amendment.Mode(0604));
    lab.put("/a", "y");
    assertThat(lab.facts("/a").mode()).isEqualTo(0604);
  }

  @Test
  void anUploadIsItsOwnersUntilItIsCommitted() throws IOException {
    try (var upload = lab.tree.write(path("/a"), new Placement.Replace())) {
      fill(upload, "secret");
      var file = lab.home.resolve(lab.hidden().getFirst());
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void anUploadThatEndedTakesNoMore() throws IOException {
    try (var upload = lab.tree.write(path("/a"), new Placement.Replace())) {
      fill(upload, "x");
      upload.commit();
      assertThat(upload.isOpen()).isFalse();
      assertThatThrownBy(() -> upload.write(octets("y")))
          .isInstanceOf(java.nio.channels.ClosedChannelException.class);
      assertThatThrownBy(upload::commit)
          .isInstanceOf(java.nio.channels.ClosedChannelException.class);
    }
    assertThat(lab.get("/a")).isEqualTo("x");
  }
}
