package io.ferryftp.testkit;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.NameRejectedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ThreadLocalRandom;

/// Which names there can be, and which nobody has yet.
final class MemoryNames {
  private static final int NAME_OCTETS = 255;
  private static final String RESERVED = ".ferry-";
  private static final int RESERVED_LENGTH = RESERVED.length() + 16;
  private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";
  private static final int RANDOM = 10;

  private MemoryNames() {}

  /// The names of other storage's temporary files exist here as little as there.
  private static boolean isReserved(String name) {
    return name.length() == RESERVED_LENGTH
        && name.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
  }

  static void requireVisible(VirtualPath path) throws NoSuchFileException {
    if (path.names().stream().anyMatch(MemoryNames::isReserved)) {
      throw new NoSuchFileException(path.toString());
    }
  }

  /// Requires that the last name may be given to something.
  static void requireFree(VirtualPath path) throws NameRejectedException, NoSuchFileException {
    String name = path.name().orElse("");
    if (isReserved(name)) {
      throw new NameRejectedException(path.toString(), "the name is reserved");
    }
    requireVisible(path);
    if (octets(name) > NAME_OCTETS) {
      throw new NameRejectedException(path.toString(), "the name is too long");
    }
  }

  /// A name like the wish that nobody guesses: `report.txt` becomes `report-x2k9….txt`.
  static String unique(String wish) {
    int dot = wish.lastIndexOf('.');
    String stem = dot > 0 ? wish.substring(0, dot) : wish;
    String suffix = dot > 0 ? wish.substring(dot) : "";
    if (octets(suffix) > NAME_OCTETS / 2) {
      suffix = ""; // what looked like one is most of the name
    }
    var rest = new StringBuilder("-");
    for (int i = 0; i < RANDOM; i++) {
      rest.append(ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ALPHABET.length())));
    }
    rest.append(suffix);
    while (octets(stem) + octets(rest.toString()) > NAME_OCTETS) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem + rest;
  }

  /// The octets of a name; text that stands for no octets is longer than any name.
  private static int octets(String name) {
    try {
      return WireText.encode(name).length;
    } catch (IllegalArgumentException e) {
      return Integer.MAX_VALUE / 2;
    }
  }
}
