package io.ferryftp.storage;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/// A file on its way into storage. It ends in exactly one of three ways: [#commit], [#suspend], or
/// [#close] without either, which discards what was written and leaves the old file whole.
public interface Upload extends WritableByteChannel {
  /// Where it will be; chosen by storage for [Placement.Unique].
  VirtualPath path();

  /// The length that the file would have if committed now, in octets.
  long size();

  /// Makes what was written as durable as storage promises, so that [#commit] has little left to
  /// do: the last moment to find out that nobody wants the file any more. Commit does what was not
  /// prepared.
  default void prepare() throws IOException {}

  /// Makes the upload the file. When it returns, the whole content and its name are as durable as
  /// storage promises; a failure is final, is never retried, and leaves the old file whole.
  void commit() throws IOException;

  /// Keeps what was written, hidden, so that the same account can resume it later (the peer was
  /// lost, and neither side meant to give up). Storage that cannot keep it discards it.
  void suspend() throws IOException;
}
