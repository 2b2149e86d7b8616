package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.ByteBuffer;

/// How much one call takes: the same amount in each run, so that the n-th call is the same one.
final class Pieces {
  /// Octets of an ordinary call.
  static final int USUAL = 16 << 10;

  /// Octets of a call that does a part only of what it is asked for.
  static final int SHORT = 61;

  private Pieces() {}

  /// A call that takes or gives octets.
  @FunctionalInterface
  interface Move {
    int octets(ByteBuffer buffer) throws IOException;
  }

  static int most(FaultPlan plan, Layer layer) {
    return plan.shortens(layer) ? SHORT : USUAL;
  }

  /// Does it with a part of the buffer.
  static int within(ByteBuffer buffer, int most, Move move) throws IOException {
    int limit = buffer.limit();
    buffer.limit(Math.min(limit, buffer.position() + most));
    try {
      return move.octets(buffer);
    } finally {
      buffer.limit(limit);
    }
  }
}
