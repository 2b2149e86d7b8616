package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/// Names of files that are still on their way: `.ferry-` and 16 characters, the first six of which
/// tell whose they are. Clients never see, open or make such a name.
final class TemporaryName {
  private static final String PREFIX = ".ferry-";
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int INSTANCE = 6;
  private static final int LENGTH = PREFIX.length() + 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TemporaryName() {}

  /// Whether a name is reserved; whatever its case, for file systems that do not tell `a` from `A`.
  static boolean is(String name) {
    return name.length() == LENGTH && name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
  }

  /// Whether the octets of a name are reserved.
  static boolean is(ByteBuffer octets) {
    if (octets.remaining() < LENGTH || octets.get(octets.position()) != PREFIX.charAt(0)) {
      return false;
    }
    var all = new byte[octets.remaining()];
    octets.get(octets.position(), all);
    return is(WireText.decode(all));
  }

  /// Whether a reserved name is anywhere in the path.
  static boolean isIn(VirtualPath path) {
    return path.names().stream().anyMatch(TemporaryName::is);
  }

  /// A new name for a file of this instance.
  static String next(String instance) {
    return PREFIX + instance + random(16 - INSTANCE);
  }

  /// Whether this name was made by this instance, in this run or an earlier one.
  static boolean isOf(String instance, String name) {
    return is(name) && name.startsWith(PREFIX + instance);
  }

  /// What tells the files of one data directory from those of another.
  static String newInstance() {
    return random(INSTANCE);
  }

  /// Random characters fit for a file name.
  static String random(int length) {
    var text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }
}
