package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.Ownership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Facts of files in any file system of `java.nio.file`; owners are looked up when asked for. Where
/// the file system does not know when a file was made, Java says when it was last changed.
final class PathFacts {
  private static final int DIRECTORY_MODE = 0755;
  private static final int FILE_MODE = 0644;

  private PathFacts() {}

  static FileFacts of(Path path, String name, LinkOption... options) throws IOException {
    Class<? extends BasicFileAttributes> kind =
        hasPermissions(path) ? PosixFileAttributes.class : BasicFileAttributes.class;
    BasicFileAttributes found = Files.readAttributes(path, kind, options);
    int assumed = found.isDirectory() ? DIRECTORY_MODE : FILE_MODE;
    return new FileFacts(
        name,
        type(found),
        Math.max(0, found.size()),
        found.lastModifiedTime().toInstant(),
        Optional.of(found.creationTime().toInstant()),
        found instanceof PosixFileAttributes some ? bits(some.permissions()) : assumed,
        Optional.ofNullable(found.fileKey()).map(PathFacts::identity),
        found.isSymbolicLink()
            ? Optional.of(PathNames.text(Files.readSymbolicLink(path)))
            : Optional.empty(),
        found instanceof PosixFileAttributes some ? new PathOwners(some) : Ownership.UNKNOWN);
  }

  /// The same text for the same file, of characters that a fact may have.
  static String identity(Object fileKey) {
    return fileKey.toString().replaceAll("[^0-9A-Za-z]+", ".");
  }

  private static FileType type(BasicFileAttributes found) {
    if (found.isRegularFile()) {
      return FileType.FILE;
    }
    if (found.isDirectory()) {
      return FileType.DIRECTORY;
    }
    return found.isSymbolicLink() ? FileType.LINK : FileType.OTHER;
  }

  static boolean hasPermissions(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// The bits, from the owner's right to read (`0400`) down to everybody's to execute (`0001`).
  private static int bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (var permission : permissions) {
      bits |= bit(permission);
    }
    return bits;
  }

  static Set<PosixFilePermission> permissions(int bits) {
    var permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (var permission : PosixFilePermission.values()) {
      if ((bits & bit(permission)) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  private static int bit(PosixFilePermission permission) {
    return switch (permission) {
      case OWNER_READ -> 0400;
      case OWNER_WRITE -> 0200;
      case OWNER_EXECUTE -> 0100;
      case GROUP_READ -> 040;
      case GROUP_WRITE -> 020;
      case GROUP_EXECUTE -> 010;
      case OTHERS_READ -> 04;
      case OTHERS_WRITE -> 02;
      case OTHERS_EXECUTE -> 01;
    };
  }
}
