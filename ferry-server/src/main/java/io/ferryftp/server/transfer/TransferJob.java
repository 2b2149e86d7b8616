package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.listing.ListingSource;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.Closeable;
import java.io.IOException;

/// What a transfer has to move. Whoever holds a job must run it or close it.
public sealed interface TransferJob extends Closeable {
  /// What a brief download has at most: it fits into the buffers of most connections.
  int BRIEF_OCTETS = 256 << 10;

  /// What is transferred or listed.
  VirtualPath path();

  Direction direction();

  /// Whether it may be over in a moment.
  default boolean isBrief() {
    return true;
  }

  /// A file to send.
  ///
  /// @param portion of it, in its own octets; the file stands where that begins
  /// @param skipped how many octets are left out of what the portion becomes, at its beginning
  record Download(
      VirtualPath path, TransferParameters parameters, Portion portion, int skipped, OpenFile file)
      implements TransferJob {
    /// All of it, in stream mode.
    public Download(VirtualPath path, Representation representation, OpenFile file) {
      this(path, TransferParameters.DEFAULT.with(representation), Portion.WHOLE, 0, file);
    }

    @Override
    public Direction direction() {
      return Direction.DOWNLOAD;
    }

    @Override
    public boolean isBrief() {
      return Math.min(portion.mostOctets(), file.facts().size()) <= BRIEF_OCTETS;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }

  /// A file to receive.
  ///
  /// @param end what makes it whole
  record Store(VirtualPath path, TransferParameters parameters, Upload upload, UploadEnd end)
      implements TransferJob {
    /// One in stream mode that must end with `close_notify` when it is protected.
    public Store(VirtualPath path, Representation representation, Upload upload) {
      this(
          path,
          TransferParameters.DEFAULT.with(representation),
          upload,
          UploadEnd.CLOSE_NOTIFY_DEMANDED);
    }

    @Override
    public Direction direction() {
      return Direction.UPLOAD;
    }

    @Override
    public void close() throws IOException {
      upload.close();
    }
  }

  /// A directory to send.
  record Listing(VirtualPath path, TransferParameters parameters, ListingSource source)
      implements TransferJob {
    @Override
    public Direction direction() {
      return Direction.LISTING;
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
