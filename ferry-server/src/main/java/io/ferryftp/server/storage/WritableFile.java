package io.ferryftp.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A plain file that is open for writing.
interface WritableFile extends Closeable {
  /// Writes at the position, and moves it.
  int write(ByteBuffer source) throws IOException;

  void position(long octets) throws IOException;

  long size() throws IOException;

  /// Cuts the file off; does nothing if it is shorter.
  void truncate(long octets) throws IOException;

  /// Sets the permission bits.
  void mode(int bits) throws IOException;

  /// Makes content and facts durable.
  void force() throws IOException;
}
