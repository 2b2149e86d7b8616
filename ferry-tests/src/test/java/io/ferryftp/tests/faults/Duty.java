package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the client does with a data connection.
sealed interface Duty {
  /// Takes what comes, to its end.
  record Receive() implements Duty {}

  /// Sends all, and ends in order.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares duties
  record Send(byte[] octets) implements Duty {}

  /// Sends this, and leaves the end to the server.
  @SuppressWarnings("ArrayRecordComponent") // nobody compares duties
  record SendAndWait(byte[] octets) implements Duty {}

  /// Does it; gives what came.
  default byte[] on(Wire wire) throws IOException {
    return switch (this) {
      case Receive _ -> received(wire);
      case Send(var octets) -> {
        wire.write(ByteBuffer.wrap(octets));
        wire.shutdownOutput();
        yield received(wire);
      }
      case SendAndWait(var octets) -> {
        wire.write(ByteBuffer.wrap(octets));
        yield received(wire);
      }
    };
  }

  private static byte[] received(Wire wire) throws IOException {
    var all = new ByteArrayOutputStream();
    ByteBuffer piece = ByteBuffer.allocate(16 << 10);
    while (wire.read(piece.clear(), FaultClient.PATIENCE) >= 0) {
      all.write(piece.array(), 0, piece.position());
    }
    return all.toByteArray();
  }
}
