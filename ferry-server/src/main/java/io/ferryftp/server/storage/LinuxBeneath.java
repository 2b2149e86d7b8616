package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.LinuxCalls.O_DIRECTORY;
import static io.ferryftp.server.storage.LinuxCalls.O_NOFOLLOW;
import static io.ferryftp.server.storage.LinuxCalls.O_PATH;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Opens paths beneath one directory. Paths are octets relative to it, `a/b/c`, empty for the
/// directory itself, without empty, `.` and `..` names.
///
/// What proves the jail is always one call, [#open], in which the kernel follows no link. Following
/// links is the *computation* of another path, which then has to pass the same call: in a race it
/// may be wrong, never outside.
final class LinuxBeneath {
  /// Links in one path.
  static final int LINKS = 8;

  /// Computations of one path, when somebody changes links meanwhile.
  private static final int COMPUTATIONS = 4;

  /// Tries of one `openat2`, when somebody renames directories meanwhile.
  private static final int TRIES = 64;

  private static final byte[] DOT = {'.'};
  private static final byte[] DOT_DOT = {'.', '.'};

  private final int root;
  private final boolean openat2;
  private final Symlinks symlinks;
  private final List<byte[]> prefixes;

  /// @param prefixes the absolute paths of the root, under which an absolute target counts
  LinuxBeneath(int root, LinuxRoot.Resolution how, Symlinks symlinks, List<byte[]> prefixes) {
    this.root = root;
    this.openat2 = how == LinuxRoot.Resolution.OPENAT2;
    this.symlinks = symlinks;
    this.prefixes = prefixes;
  }

  /// Whether the kernel lets us use `openat2`: not before 5.6, and not through some containers'
  /// filters.
  static LinuxRoot.Resolution resolution(int root) {
    int fd = LinuxCalls.openat2(root, DOT, O_PATH | O_DIRECTORY);
    if (fd < 0) {
      return LinuxRoot.Resolution.WALK;
    }
    LinuxCalls.close(fd);
    return LinuxRoot.Resolution.OPENAT2;
  }

  /// Opens a path that exists; a link anywhere in it is `ELOOP`.
  int open(byte[] path, int flags) {
    return openFrom(root, path, flags);
  }

  private int openFrom(int directory, byte[] path, int flags) {
    byte[] some = path.length == 0 ? DOT : path;
    if (!openat2) {
      return walk(directory, some, flags);
    }
    int fd = LinuxCalls.openat2(directory, some, flags);
    for (int i = 1; fd == -LinuxErrors.EAGAIN && i < TRIES; i++) {
      fd = LinuxCalls.openat2(directory, some, flags);
    }
    return fd;
  }

  /// The same for a kernel without `openat2`: name by name, following none.
  private static int walk(int directory, byte[] path, int flags) {
    int at = directory;
    for (int start = 0; ; ) {
      int slash = indexOfSlash(path, start);
      boolean last = slash < 0;
      byte[] name = Arrays.copyOfRange(path, start, last ? path.length : slash);
      int use = (last ? flags : O_PATH | O_DIRECTORY) | O_NOFOLLOW;
      int fd = LinuxCalls.openat(at, name, use, 0);
      if (fd == -LinuxErrors.ENOTDIR
          || (last && fd >= 0 && (flags & (O_PATH | O_NOFOLLOW)) == O_PATH)) {
        fd = loopIfLink(at, name, fd);
      }
      if (at != directory) {
        LinuxCalls.close(at);
      }
      if (fd < 0 || last) {
        return fd;
      }
      at = fd;
      start = slash + 1;
    }
  }

  /// Says `ELOOP` where `openat2` says it.
  private static int loopIfLink(int at, byte[] name, int fd) {
    LinuxStat stat =
        fd >= 0
            ? LinuxCalls.statx(fd, LinuxCalls.EMPTY, LinuxCalls.AT_EMPTY_PATH)
            : LinuxCalls.statx(at, name, LinuxCalls.AT_SYMLINK_NOFOLLOW);
    if (stat.error() < 0 || !stat.isLink()) {
      return fd;
    }
    if (fd >= 0) {
      LinuxCalls.close(fd);
    }
    return -LinuxErrors.ELOOP;
  }

  /// Opens a path that exists, through links if the policy lets it.
  int openFollowing(byte[] path, int flags) {
    int fd = open(path, flags);
    for (int i = 0; fd == -LinuxErrors.ELOOP && i < COMPUTATIONS; i++) {
      Computed computed = compute(path);
      if (computed.error < 0) {
        return computed.error;
      }
      fd = open(computed.path, flags);
    }
    return fd;
  }

  /// A path without links that meant the same a moment ago, or a negated errno.
  static final class Computed {
    final int error;
    final byte[] path;

    private Computed(int error, byte[] path) {
      this.error = error;
      this.path = path;
    }

    private static Computed failed(int error) {
      return new Computed(error, LinuxCalls.EMPTY);
    }
  }

  /// Computes the link-free path of a path; only its last name may be missing.
  Computed compute(byte[] path) {
    return symlinks == Symlinks.NONE ? Computed.failed(-LinuxErrors.ELOOP) : new Walk().run(path);
  }

  /// One computation: `done` names are free of links and lead to the open directory `at`.
  private final class Walk {
    private final ArrayDeque<byte[]> todo = new ArrayDeque<>();
    private final List<byte[]> done = new ArrayList<>();
    private int at = root;
    private int links;

    Computed run(byte[] path) {
      prepend(path);
      try {
        int error = 0;
        while (error == 0 && !todo.isEmpty()) {
          error = step(todo.pop());
        }
        return error < 0 ? Computed.failed(error) : new Computed(0, join(done));
      } finally {
        moveTo(root);
      }
    }

    private int step(byte[] name) {
      if (Arrays.equals(name, DOT)) {
        return 0;
      }
      if (Arrays.equals(name, DOT_DOT)) {
        if (done.isEmpty()) {
          return -LinuxErrors.EXDEV;
        }
        done.removeLast();
        return again();
      }
      int fd = openFrom(at, name, O_PATH | O_NOFOLLOW);
      if (fd == -LinuxErrors.ENOENT && todo.isEmpty()) {
        done.add(name);
        return 0;
      }
      if (fd < 0) {
        return fd;
      }
      LinuxStat stat = LinuxCalls.statx(fd, LinuxCalls.EMPTY, LinuxCalls.AT_EMPTY_PATH);
      if (stat.error() < 0 || !stat.isLink()) {
        moveTo(fd);
        done.add(name);
        return Math.min(0, stat.error());
      }
      byte[] target = LinuxNames.readlinkat(fd, LinuxCalls.EMPTY);
      LinuxCalls.close(fd);
      return follow(target);
    }

    private int follow(byte[] target) {
      if (target.length == 0) {
        return -LinuxErrors.ENOENT;
      }
      if (++links > LINKS) {
        return -LinuxErrors.ELOOP;
      }
      if (target[0] != '/') {
        prepend(target);
        return 0;
      }
      for (byte[] prefix : prefixes) {
        if (isBelow(prefix, target)) {
          done.clear();
          prepend(Arrays.copyOfRange(target, prefix.length, target.length));
          return again();
        }
      }
      return -LinuxErrors.EXDEV;
    }

    /// Opens the directory of `done` from the root again.
    private int again() {
      moveTo(root);
      if (done.isEmpty()) {
        return 0;
      }
      int fd = open(join(done), O_PATH | O_DIRECTORY);
      if (fd >= 0) {
        at = fd;
      }
      return Math.min(0, fd);
    }

    private void moveTo(int fd) {
      if (at != root) {
        LinuxCalls.close(at);
      }
      at = fd;
    }

    private void prepend(byte[] path) {
      int end = path.length;
      for (int i = path.length - 1; i >= -1; i--) {
        if (i < 0 || path[i] == '/') {
          if (i + 1 < end) {
            todo.addFirst(Arrays.copyOfRange(path, i + 1, end));
          }
          end = i;
        }
      }
    }
  }

  private static boolean isBelow(byte[] prefix, byte[] target) {
    return target.length >= prefix.length
        && Arrays.equals(target, 0, prefix.length, prefix, 0, prefix.length)
        && (target.length == prefix.length || prefix.length == 1 || target[prefix.length] == '/');
  }

  private static int indexOfSlash(byte[] path, int from) {
    for (int i = from; i < path.length; i++) {
      if (path[i] == '/') {
        return i;
      }
    }
    return -1;
  }

  private static byte[] join(List<byte[]> names) {
    int length = names.stream().mapToInt(name -> name.length + 1).sum();
    if (length == 0) {
      return LinuxCalls.EMPTY;
    }
    byte[] path = new byte[length - 1];
    int at = 0;
    for (byte[] name : names) {
      if (at > 0) {
        path[at++] = '/';
      }
      System.arraycopy(name, 0, path, at, name.length);
      at += name.length;
    }
    return path;
  }
}
