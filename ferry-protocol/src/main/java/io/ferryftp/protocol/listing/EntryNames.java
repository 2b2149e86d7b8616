package io.ferryftp.protocol.listing;

/// Which texts are names of entries, as [io.ferryftp.protocol.text.WireText]. What MLSD, LIST and
/// NLST say goes through the same gate.
public final class EntryNames {
  /// The longest name that is believed, in characters: no file system has a longer one.
  public static final int MAX_LENGTH = 4096;

  private EntryNames() {}

  /// Whether a text is the name of something inside a directory: not empty, not `.` or `..`, not
  /// longer than [#MAX_LENGTH], and without `/`, NUL, CR and LF.
  ///
  /// It is a name on the server: `C:\x`, `CON` and other control characters are names there. What
  /// may become the name of a local file is a stricter question, which is not asked here.
  public static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH || isDots(name)) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '/' || c == '\0' || c == '\r' || c == '\n') {
        return false;
      }
    }
    return true;
  }

  /// Whether it is `.` or `..`, by which a directory lists itself and its parent.
  static boolean isDots(String name) {
    return name.equals(".") || name.equals("..");
  }
}
