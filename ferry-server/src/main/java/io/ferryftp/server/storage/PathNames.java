package io.ferryftp.server.storage;

import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Names of a `java.nio.file` file system as [WireText] and back, by octets where names are octets.
///
/// On UNIX `Path.of` depends on the locale and refuses `日本` in the C locale; a `file:` URI spells
/// octets and does not.
final class PathNames {
  private PathNames() {}

  /// The path of an entry.
  ///
  /// @throws NoSuchFileException if this file system can have no such name
  static Path child(Path directory, String name) throws NoSuchFileException {
    try {
      Path child =
          isPlain(name) || !isOctets(directory.getFileSystem())
              ? directory.resolve(name)
              : Path.of(URI.create("file://" + escaped(directory) + "/" + escaped(name)));
      // Some file systems see more than one name in it (`a\b`, `C:x`).
      if (directory.equals(child.getParent())
          && child.getNameCount() == directory.getNameCount() + 1) {
        return child;
      }
    } catch (IllegalArgumentException e) {
      throw refused(name, e);
    }
    throw refused(name, new InvalidPathException(WireText.printable(name), "not one name"));
  }

  /// The relative path of a text such as `../a/b`, for the target of a link.
  static Path relative(Path directory, String text) throws NoSuchFileException {
    Path path = directory.getFileSystem().getPath("");
    for (String name : text.split("/", -1)) {
      path =
          name.equals("..") || name.equals(".")
              ? path.resolve(name)
              : path.resolve(directory.relativize(child(directory, name)));
    }
    return path;
  }

  private static NoSuchFileException refused(String name, RuntimeException cause) {
    var refused = new NoSuchFileException(name);
    refused.initCause(cause);
    return refused;
  }

  /// An absolute path of the default file system.
  static Path absolute(String text) throws NoSuchFileException {
    try {
      return isPlain(text) || !isOctets(FileSystems.getDefault())
          ? Path.of(text)
          : Path.of(URI.create("file://" + escaped(text)));
    } catch (IllegalArgumentException e) {
      throw refused(text, e);
    }
  }

  /// The path, or the name if it is one, as text.
  static String text(Path path) {
    String shown = path.toString();
    if (isPlain(shown) || !isOctets(path.getFileSystem())) {
      return shown;
    }
    String absolute = unescaped(path.toUri().getRawPath());
    String text =
        absolute.length() > 1 && absolute.endsWith("/")
            ? absolute.substring(0, absolute.length() - 1)
            : absolute;
    return path.isAbsolute() ? text : text.substring(text.lastIndexOf('/') + 1);
  }

  /// Whether every locale agrees; `?` may stand for what a locale cannot show.
  private static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < 0x80 && c != '?');
  }

  /// Whether this is the disk of a UNIX system, where names are octets.
  static boolean isOctets(FileSystem files) {
    return files.equals(FileSystems.getDefault()) && files.getSeparator().equals("/");
  }

  private static String escaped(Path directory) {
    String text = text(directory);
    return text.equals("/") ? "" : escaped(text);
  }

  private static String escaped(String text) {
    var out = new StringBuilder();
    for (byte octet : WireText.encode(text)) {
      if (Character.isLetterOrDigit(octet) || octet == '/' || octet == '-' || octet == '_') {
        out.append((char) octet);
      } else {
        out.append(String.format("%%%02X", octet));
      }
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
