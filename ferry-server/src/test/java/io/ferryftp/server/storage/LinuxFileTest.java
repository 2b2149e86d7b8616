package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small files by their descriptors: [LinuxFile] and [LinuxNewFile].
class LinuxFileTest {
  @TempDir private Path home;

  @BeforeEach
  void onLinux() {
    assumeTrue(LinuxRoot.isAvailable(), "the system calls of Linux");
  }

  private SeekableByteChannel open(String name) throws IOException {
    try (var root = LinuxRoot.open(home.toString(), Symlinks.NONE)) {
      return root.read(VirtualPath.of("/" + name)).channel();
    }
  }

  private static String rest(SeekableByteChannel file, ByteBuffer buffer) throws IOException {
    var text = new StringBuilder();
    while (file.read(buffer.clear()) >= 0) {
      text.append(StandardCharsets.US_ASCII.decode(buffer.flip()));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsInItComesInPiecesFromAnyOffset(boolean direct) throws IOException {
    Files.writeString(home.resolve("file"), "0123456789");
    ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(3) : ByteBuffer.allocate(3);
    try (var file = open("file")) {
      assertThat(file).isInstanceOf(LinuxFile.class);
      assertThat(file.size()).isEqualTo(10);
      assertThat(rest(file, buffer)).isEqualTo("0123456789");
      assertThat(rest(file.position(8), buffer)).isEqualTo("89");
      assertThat(file.position()).isEqualTo(10);
      assertThat(rest(file.position(11), buffer)).isEmpty();
    }
  }

  @Test
  void whatGrowsIsReadToWhereItEnded() throws IOException {
    Path path = Files.writeString(home.resolve("file"), "old");
    try (var file = open("file")) {
      Files.writeString(path, "older and longer");
      assertThat(rest(file, ByteBuffer.allocateDirect(64))).isEqualTo("old");
    }
  }

  @Test
  void whatShrinksIsAFailure() throws IOException {
    Path path = Files.writeString(home.resolve("file"), "long enough");
    try (var file = open("file")) {
      Files.writeString(path, "");
      assertThatThrownBy(() -> file.read(ByteBuffer.allocateDirect(64)))
          .isInstanceOf(EOFException.class)
          .hasMessageContaining("/file has become shorter");
    }
  }

  @Test
  void aClosedOneIsNotReadUnderAnothersNumber() throws IOException {
    Files.writeString(home.resolve("file"), "mine");
    Files.writeString(home.resolve("other"), "not mine");
    var file = open("file");
    file.close();
    file.close();
    try (var _ = open("other")) { // has the number now
      assertThat(file.isOpen()).isFalse();
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(4)))
          .isInstanceOf(ClosedChannelException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, LinuxFile.MOST_OCTETS, LinuxFile.MOST_OCTETS + 1})
  void largerOnesAreChannelsThatTheKernelSends(long size) throws IOException {
    Files.write(home.resolve("file"), new byte[(int) size]);
    try (var file = open("file")) {
      assertThat(file instanceof FileChannel).isEqualTo(size > LinuxFile.MOST_OCTETS);
      assertThat(file.size()).isEqualTo(size);
    }
  }

  @Test
  void whatIsWrittenIsThereWithItsMode() throws IOException {
    try (var root = LinuxRoot.open(home.toString(), Symlinks.NONE);
        var folder = root.folder(VirtualPath.ROOT)) {
      WritableFile file = folder.create("new");
      var octets = new byte[40_000]; // more than goes through at once
      octets[39_999] = 'x';
      assertThat(file.write(ByteBuffer.wrap(octets))).isEqualTo(40_000);
      assertThat(file.write(ByteBuffer.allocateDirect(2))).isEqualTo(2);
      assertThat(file.size()).isEqualTo(40_002);
      file.truncate(40_000);
      file.position(0);
      assertThat(file.write(ByteBuffer.wrap(new byte[] {'a'}))).isEqualTo(1);
      file.mode(0640);
      file.force();
      octets[0] = 'a';
      assertThat(home.resolve("new")).hasBinaryContent(octets);
      assertThat(Files.getPosixFilePermissions(home.resolve("new")))
          .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
      file.close();
      assertThatThrownBy(() -> file.write(ByteBuffer.allocate(1)))
          .isInstanceOf(ClosedChannelException.class);
    }
  }
}
