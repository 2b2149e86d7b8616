package io.ferryftp.storage;

import io.ferryftp.protocol.file.FileFacts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;

/// A file that is open for reading.
///
/// @param channel stands at the offset asked for; a [java.nio.channels.FileChannel] where possible,
///   which lets the kernel send it
/// @param facts the facts of the very file that is open
public record OpenFile(ReadableByteChannel channel, FileFacts facts) implements Closeable {
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
