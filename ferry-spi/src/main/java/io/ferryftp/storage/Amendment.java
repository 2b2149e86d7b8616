package io.ferryftp.storage;

import java.time.Instant;

/// One fact to change.
public sealed interface Amendment {
  /// Set the time of the last change of content (MFMT).
  record Modified(Instant time) implements Amendment {}

  /// Set the permission bits, `0` to `0777`: no set-uid, set-gid or sticky bit (SITE CHMOD).
  record Mode(int bits) implements Amendment {
    public Mode {
      if ((bits & ~0777) != 0) {
        throw new IllegalArgumentException("mode out of range: " + Integer.toOctalString(bits));
      }
    }
  }
}
