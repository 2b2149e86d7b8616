package io.ferryftp.tests.harness;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/// Makes files whose content tells any two apart.
public final class SampleFile {
  private static final int CHUNK_BYTES = 1 << 16;

  private SampleFile() {}

  /// Octets that depend on the seed alone.
  public static byte[] content(long seed, int size) {
    var octets = new byte[size];
    new Random(seed).nextBytes(octets);
    return octets;
  }

  /// A file of this size with content that depends on the seed alone.
  public static Path random(Path file, long seed, long size) throws IOException {
    var random = new Random(seed);
    var chunk = new byte[CHUNK_BYTES];
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), CHUNK_BYTES)) {
      for (long left = size; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, (int) Math.min(left, chunk.length));
      }
    }
    return file;
  }

  /// A file of one octet, a hole up to `hole`, which takes no room on disk, and then `tail`.
  public static Path sparse(Path file, char first, long hole, byte[] tail) throws IOException {
    try (var channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      channel.write(ByteBuffer.wrap(new byte[] {(byte) first}), 0);
      // A length needs an octet; zero is what a hole reads as.
      channel.write(ByteBuffer.wrap(new byte[1]), hole - 1);
      var source = ByteBuffer.wrap(tail);
      while (source.hasRemaining()) {
        channel.write(source, hole + source.position());
      }
    }
    return file;
  }
}
