package io.ferryftp.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import java.time.Instant;

/// One fact to change.
public sealed interface Amendment {
  /// The fact that it changes.
  Fact fact();

  /// What takes it back, for a file that had these facts before.
  Amendment reverse(FileFacts before);

  /// Set the time of the last change of content (MFMT).
  record Modified(Instant time) implements Amendment {
    @Override
    public Fact fact() {
      return Fact.MODIFY;
    }

    @Override
    public Amendment reverse(FileFacts before) {
      return new Modified(before.modified());
    }
  }

  /// Set the time when it was made (MFCT), where [FileTree#settable] says that this can be done.
  record Created(Instant time) implements Amendment {
    @Override
    public Fact fact() {
      return Fact.CREATE;
    }

    @Override
    public Amendment reverse(FileFacts before) {
      return new Created(before.created().orElse(before.modified()));
    }
  }

  /// Set the permission bits, `0` to `0777`: no set-uid, set-gid or sticky bit (SITE CHMOD).
  record Mode(int bits) implements Amendment {
    public Mode {
      if ((bits & ~0777) != 0) {
        throw new IllegalArgumentException("mode out of range: " + Integer.toOctalString(bits));
      }
    }

    @Override
    public Fact fact() {
      return Fact.UNIX_MODE;
    }

    @Override
    public Amendment reverse(FileFacts before) {
      return new Mode(before.mode() & 0777);
    }
  }
}
