package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.Closeable;
import java.io.IOException;

/// What takes long with a file and needs no data connection. Whoever holds a job must run it or
/// close it.
public sealed interface FileJob extends Closeable {
  /// What events name: the file that is digested, or the one that appears.
  VirtualPath path();

  Direction direction();

  /// The file that is read, open.
  OpenFile file();

  /// A digest to make.
  ///
  /// @param file stands at `first`
  /// @param first the offset of the first octet, for whoever tells of it
  /// @param count of octets to read; the file had them when it was opened
  record Digest(VirtualPath path, OpenFile file, DigestAlgorithm algorithm, long first, long count)
      implements FileJob {
    @Override
    public Direction direction() {
      return Direction.DIGEST;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// A copy to make, which is seen when it is whole and not before.
  ///
  /// @param path where it appears
  /// @param file what is copied; stands at its beginning
  record Copy(VirtualPath path, OpenFile file, Upload upload) implements FileJob {
    @Override
    public Direction direction() {
      return Direction.COPY;
    }

    @Override
    public void close() throws IOException {
      try (file) {
        upload.close();
      }
    }
  }
}
