package io.ferryftp.protocol.data;

/// The descriptor codes of block and compressed mode (RFC 959 §3.4.2, §3.4.3), which may be
/// combined.
final class Descriptors {
  /// The data that it stands before end a record.
  static final int END_OF_RECORD = 128;

  /// The data that it stands before end the file.
  static final int END_OF_FILE = 64;

  /// The data that it stands before may hold errors, which the sender knew of: they are data.
  static final int SUSPECT = 32;

  /// What it stands before is no data, but a mark to restart at.
  static final int RESTART_MARKER = 16;

  private static final int ALL = END_OF_RECORD | END_OF_FILE | SUSPECT | RESTART_MARKER;

  private Descriptors() {}

  /// The codes of an octet.
  ///
  /// @throws BrokenDataException if it holds one that nobody has defined
  static int of(byte octet) throws BrokenDataException {
    int codes = octet & 0xFF;
    if ((codes & ~ALL) != 0) {
      throw new BrokenDataException("there is no such descriptor");
    }
    return codes;
  }

  static boolean has(int codes, int code) {
    return (codes & code) != 0;
  }
}
