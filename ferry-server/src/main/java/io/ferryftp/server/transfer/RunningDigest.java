package io.ferryftp.server.transfer;

import io.ferryftp.protocol.data.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;

/// A digest on its way, in memory that does not grow with what it is made of.
interface RunningDigest {
  /// Takes all octets of the buffer in.
  void update(ByteBuffer octets);

  /// The digest of everything that was taken in, in lower-case hexadecimal digits; called once.
  String hex();

  /// A digest of nothing yet.
  static RunningDigest of(DigestAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> new OfCrc();
      case MD5, SHA_1, SHA_256, SHA_512 -> new OfMessage(message(algorithm));
    };
  }

  private static MessageDigest message(DigestAlgorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.word());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no " + algorithm.word(), e);
    }
  }

  /// A CRC of 32 bits.
  final class OfCrc implements RunningDigest {
    private final CRC32 crc = new CRC32();

    @Override
    public void update(ByteBuffer octets) {
      crc.update(octets);
    }

    @Override
    public String hex() {
      return HexFormat.of().toHexDigits((int) crc.getValue());
    }
  }

  /// A digest of Java's.
  final class OfMessage implements RunningDigest {
    private final MessageDigest digest;

    OfMessage(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void update(ByteBuffer octets) {
      digest.update(octets);
    }

    @Override
    public String hex() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
