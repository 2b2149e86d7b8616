package io.ferryftp.client;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names that a server gave, as names of local files: one plain name in one directory, or none at
/// all. Whatever a server sends, no file outside of that directory is meant by it.
///
/// On UNIX a name is its octets, in every locale: `Path.of` refuses `日本` in the C locale, and
/// octets that are not UTF-8 in all of them, so such names take the way over a `file:` URI.
public final class LocalName {
  private static final String ADVICE = "choose a name of your own";

  // What Windows means something else by, with any extension behind it.
  private static final Pattern DEVICE =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])([ .].*)?");
  private static final String NOT_ON_WINDOWS = "\\:*?\"<>|";

  /// Whose rules hold for names.
  enum Rules {
    UNIX,
    WINDOWS
  }

  private LocalName() {}

  /// The path of this name in this directory.
  ///
  /// @param name as [WireText]
  /// @throws LocalFileException if it is empty, `.` or `..`, holds `/` or a control character, or
  ///   is no name here
  public static Path in(Path directory, String name) throws LocalFileException {
    Rules rules = directory.getFileSystem().getSeparator().equals("/") ? Rules.UNIX : Rules.WINDOWS;
    Optional<String> fault = fault(name, rules);
    if (fault.isPresent()) {
      throw refused(name, fault.get());
    }
    Path child;
    try {
      child = resolved(directory, name);
    } catch (IllegalArgumentException e) { // InvalidPathException is one.
      throw new LocalFileException(failure(name, "is no name for a file here"), e);
    }
    if (!name.equals(text(child))) {
      throw refused(name, "is no name for a file here");
    }
    return child;
  }

  /// The path beside this one whose name is that of this one with something behind it.
  ///
  /// @throws LocalFileException as [#in] does
  public static Path beside(Path file, String suffix) throws LocalFileException {
    Path directory = Optional.ofNullable(file.getParent()).orElse(file.resolveSibling(""));
    return in(directory, text(file) + suffix);
  }

  /// The last name of a local path as [WireText], to be sent to a server; `""` if it has none.
  public static String text(Path path) {
    String shown = Optional.ofNullable(path.getFileName()).map(Path::toString).orElse("");
    if (isPlain(shown) || !isOctets(path.getFileSystem())) {
      return shown;
    }
    String raw = path.toUri().getRawPath();
    String trimmed = raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    return unescaped(trimmed.substring(trimmed.lastIndexOf('/') + 1));
  }

  /// What is wrong with a name, as the end of a sentence that begins with it.
  static Optional<String> fault(String name, Rules rules) {
    if (name.isEmpty()) {
      return Optional.of("is empty");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("is a directory's name");
    }
    if (name.indexOf('/') >= 0) {
      return Optional.of("has a '/' in it");
    }
    if (WireText.hasControl(name)) {
      return Optional.of("has a control character in it");
    }
    return switch (rules) {
      case UNIX -> Optional.empty();
      case WINDOWS -> faultOnWindows(name);
    };
  }

  private static Optional<String> faultOnWindows(String name) {
    if (name.chars().anyMatch(c -> NOT_ON_WINDOWS.indexOf(c) >= 0)) {
      return Optional.of("has one of " + NOT_ON_WINDOWS + " in it");
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      return Optional.of("ends in a dot or a blank");
    }
    return DEVICE.matcher(name).matches() ? Optional.of("is a device's name") : Optional.empty();
  }

  private static LocalFileException refused(String name, String fault) {
    return new LocalFileException(failure(name, fault));
  }

  private static Failure failure(String name, String fault) {
    return Failure.at(Step.LOCAL_FILE, "the name '" + WireText.printable(name) + "' " + fault)
        .tryThis(ADVICE);
  }

  private static Path resolved(Path directory, String name) {
    if (isPlain(name) || !isOctets(directory.getFileSystem())) {
      return directory.resolve(name);
    }
    String parent = directory.toUri().getRawPath();
    String slash = parent.endsWith("/") ? "" : "/";
    return Path.of(URI.create("file://" + parent + slash + escaped(name)));
  }

  /// Whether every locale agrees; `?` may stand for what a locale cannot show.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 0x80 && c != '?');
  }

  private static boolean isOctets(FileSystem files) {
    return files.equals(FileSystems.getDefault()) && files.getSeparator().equals("/");
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode(text)) {
      out.append(String.format("%%%02X", octet));
    }
    return out.toString();
  }

  private static String unescaped(String raw) {
    var octets = new ByteArrayOutputStream();
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        octets.write(Integer.parseInt(raw, i + 1, i + 3, 16));
        i += 2;
      } else {
        octets.writeBytes(raw.substring(i, i + 1).getBytes(StandardCharsets.US_ASCII));
      }
    }
    return WireText.decode(octets.toByteArray());
  }
}
