package io.ferryftp.server.transfer;

import io.ferryftp.protocol.file.VirtualPath;

/// Something that a session has begun and that goes on beside it, with a final reply at its end.
/// [#run] is called once, in a thread of its own; the rest may be called from any thread.
public interface Work {
  /// Does it, all of it; afterwards nothing of it is open.
  TransferOutcome run();

  /// Lets go of what was kept until the client had its reply.
  default void told() {}

  /// Ends it because the client said ABOR.
  void abort();

  /// Ends it because its client or its server is gone.
  void lose(String why);

  /// What it is about, for whoever asks how it gets on.
  VirtualPath path();

  /// The octets that it has moved or read so far.
  long octets();
}
