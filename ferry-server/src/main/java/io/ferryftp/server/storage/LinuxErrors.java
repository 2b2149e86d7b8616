package io.ferryftp.server.storage;

import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// Error numbers of Linux and the exceptions that they mean.
final class LinuxErrors {
  static final int EPERM = 1;
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  static final int EACCES = 13;
  static final int EBUSY = 16;
  static final int EEXIST = 17;
  static final int EXDEV = 18;
  static final int ENOTDIR = 20;
  static final int EISDIR = 21;
  static final int EINVAL = 22;
  static final int EMFILE = 24;
  static final int ENOSPC = 28;
  static final int EROFS = 30;
  static final int ENAMETOOLONG = 36;
  static final int ENOSYS = 38;
  static final int ENOTEMPTY = 39;
  static final int ELOOP = 40;
  static final int EILSEQ = 84;
  static final int EOPNOTSUPP = 95;
  static final int EDQUOT = 122;

  private LinuxErrors() {}

  /// What a failed look-up means. `EXDEV` and `ELOOP` are the jail saying no, in the words of "not
  /// found".
  static IOException lookUp(int negated, String shown) {
    return switch (-negated) {
      case ENOENT, EXDEV, ELOOP, ENAMETOOLONG, EINVAL, EILSEQ -> new NoSuchFileException(shown);
      default -> common(negated, shown);
    };
  }

  /// What it means that a name could not be made, removed or changed in an open directory.
  static IOException change(int negated, String shown) {
    return switch (-negated) {
      case ENOENT -> new NoSuchFileException(shown);
      case ENAMETOOLONG -> new NameRejectedException(shown, "the name is too long");
      case EINVAL, EILSEQ -> new NameRejectedException(shown, "the file system refuses the name");
      case EXDEV -> new NameRejectedException(shown, "it is on another device");
      default -> common(negated, shown);
    };
  }

  /// What it means that a name could not be removed: a name that cannot exist does not.
  static IOException removal(int negated, String shown) {
    return switch (-negated) {
      case ENAMETOOLONG, EINVAL, EILSEQ -> new NoSuchFileException(shown);
      default -> change(negated, shown);
    };
  }

  private static IOException common(int negated, String shown) {
    return switch (-negated) {
      case EACCES, EPERM, EBUSY, ELOOP -> new AccessDeniedException(shown);
      case EEXIST -> new FileAlreadyExistsException(shown);
      case ENOTEMPTY -> new DirectoryNotEmptyException(shown);
      case ENOTDIR -> new NotDirectoryException(shown);
      case EISDIR -> new NotAFileException(shown, "it is a directory");
      case EROFS -> new AccessDeniedException(shown, null, "the file system is read-only");
      case ENOSPC, EDQUOT -> new SpaceExhaustedException(shown, "no space left");
      case EMFILE -> new FileSystemException(shown, null, "too many open files");
      default -> new FileSystemException(shown, null, "error " + -negated);
    };
  }
}
