package io.ferryftp.protocol.data;

import java.io.IOException;
import java.nio.ByteBuffer;

/// One step of the way between a file's octets and those of a data connection, chunk by chunk.
///
/// An instance serves one transfer in one direction: it remembers what one chunk began and the next
/// goes on with. It allocates nothing for an octet and is not for several threads.
public interface DataTransform extends AutoCloseable {
  /// The room, in octets, that is always enough to get on: what must not be torn apart is smaller.
  int ROOM = 64;

  /// Moves octets from `in` to `out`. Afterwards the data have ended, or `in` is empty, or `out`
  /// has less than [#ROOM] octets of room; in the last case there may be more to write even if `in`
  /// is empty, and a call with more room writes it.
  ///
  /// @throws BrokenDataException if these are no such data
  /// @throws ExpansionException if they become far more than they are on the wire
  void transform(ByteBuffer in, ByteBuffer out) throws IOException;

  /// Ends the data: writes what was held back, and the mark of the end where there is one. `out`
  /// has [#ROOM] octets of room.
  ///
  /// @return whether that was all; otherwise it wants to be called again with more room
  /// @throws java.io.EOFException if data with a mark of their end end without it
  boolean finish(ByteBuffer out) throws IOException;

  /// Whether the mark of the end has been read: what follows it does not belong to the data.
  default boolean hasEnded() {
    return false;
  }

  @Override
  default void close() {}
}
