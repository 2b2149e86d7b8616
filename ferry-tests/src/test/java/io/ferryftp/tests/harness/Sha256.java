package io.ferryftp.tests.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The digest by which files are compared.
public final class Sha256 {
  private static final int BUFFER_BYTES = 1 << 20;

  private Sha256() {}

  /// Of these octets.
  public static String of(byte[] octets) {
    return HexFormat.of().formatHex(digest().digest(octets));
  }

  /// Of a whole file.
  public static String of(Path file) throws IOException {
    return ofTail(file, 0);
  }

  /// Of a file from an offset on.
  public static String ofTail(Path file, long offset) throws IOException {
    var digest = digest();
    var buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try (var channel = FileChannel.open(file)) {
      channel.position(offset);
      while (channel.read(buffer.clear()) >= 0) {
        digest.update(buffer.flip());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
