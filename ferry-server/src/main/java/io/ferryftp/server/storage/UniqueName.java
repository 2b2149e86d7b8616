package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import java.nio.charset.StandardCharsets;

/// Names that nobody has (STOU): a client is told its name before data flows, so it cannot change
/// any more, and ten random characters make it unique.
final class UniqueName {
  /// What a client's wish names.
  enum Wish {
    /// A name to resemble.
    FILE,
    /// A directory to be in.
    DIRECTORY
  }

  private static final int NAME_OCTETS = 255;
  private static final int RANDOM = 10;

  private UniqueName() {}

  /// `report.txt` becomes `report-x2k9….txt` in the same directory; a directory gets `file-x2k9…`.
  static VirtualPath of(VirtualPath wish, Wish kind) {
    String random = "-" + TemporaryName.random(RANDOM);
    if (kind == Wish.DIRECTORY || wish.isRoot()) {
      return wish.child("file" + random);
    }
    String name = wish.name().orElseThrow();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String rest = random + (dot > 0 ? name.substring(dot) : "");
    if (octets(rest) > NAME_OCTETS / 2) {
      rest = random; // what looked like a suffix is most of the name
    }
    while (!stem.isEmpty() && octets(stem) + octets(rest) > NAME_OCTETS) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return wish.parent().child(stem + rest);
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
