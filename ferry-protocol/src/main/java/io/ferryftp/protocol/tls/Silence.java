package io.ferryftp.protocol.tls;

import javax.net.ssl.SSLException;

/// Counts records without data that are taken since we wrote last, in the handshake and behind it.
/// Each may ask for an answer, which waits in memory until we write; a peer that means well sends a
/// few.
final class Silence {
  static final int MOST_RECORDS = 100;

  /// Written by both sides: an approximation is enough.
  private volatile int records;

  /// One more.
  void count() throws SSLException {
    int count = records + 1;
    records = count;
    if (count > MOST_RECORDS) {
      throw new SSLException("the peer sends TLS records without data and without end");
    }
  }

  /// Something is written.
  void end() {
    records = 0;
  }
}
