package io.ferryftp.protocol.tls;

/// An engine whose state lies outside the heap. It works on direct buffers without copies, and
/// takes as much at once as it is given.
public interface NativeEngine {
  /// Gives the memory back; any thread may, at any time, and again. The engine fails from then on.
  void release();
}
