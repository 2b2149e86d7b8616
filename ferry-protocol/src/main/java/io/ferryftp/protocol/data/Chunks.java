package io.ferryftp.protocol.data;

import java.nio.ByteBuffer;

/// Pieces of buffers, moved without a loop over their octets.
final class Chunks {
  private Chunks() {}

  /// Moves as many octets as said, which both buffers have room for.
  static void move(ByteBuffer in, int octets, ByteBuffer out) {
    out.put(out.position(), in, in.position(), octets);
    out.position(out.position() + octets);
    in.position(in.position() + octets);
  }

  /// Passes over as many octets as said.
  static void skip(ByteBuffer in, int octets) {
    in.position(in.position() + octets);
  }
}
