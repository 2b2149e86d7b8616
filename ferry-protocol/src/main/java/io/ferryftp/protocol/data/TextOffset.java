package io.ferryftp.protocol.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/// Where an offset into the data of type A lies in the local text: REST counts what is transferred,
/// as SIZE does (RFC 3659 §5.2, §5.3), and an LF that no CR precedes is two octets there.
///
/// An offset between the CR and the LF of one line end means the local LF.
///
/// @param local the offset of the local octet that comes next
/// @param skipped how many octets [AsciiTransform#toWire] makes of the text from there on that lie
///   in front of the offset: 1 between CR and LF, else 0
public record TextOffset(long local, int skipped) {
  private static final int CHUNK_OCTETS = 64 * 1024;

  /// Finds an offset, and reads no further than it lies; empty if it is behind the end.
  ///
  /// @param text from its beginning
  /// @param wire the offset in octets as they are transferred
  public static Optional<TextOffset> find(ReadableByteChannel text, long wire) throws IOException {
    var chunk = ByteBuffer.allocate(CHUNK_OCTETS);
    long local = 0;
    long transferred = 0;
    boolean afterCr = false;
    while (text.read(chunk) >= 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        byte octet = chunk.get();
        int length = octet == '\n' && !afterCr ? 2 : 1;
        if (wire - transferred < length) {
          boolean between = wire > transferred || (octet == '\n' && afterCr);
          return Optional.of(new TextOffset(local, between ? 1 : 0));
        }
        local++;
        transferred += length;
        afterCr = octet == '\r';
      }
      chunk.clear();
    }
    return transferred == wire ? Optional.of(new TextOffset(local, 0)) : Optional.empty();
  }
}
