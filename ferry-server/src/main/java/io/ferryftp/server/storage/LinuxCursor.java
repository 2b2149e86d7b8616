package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.Ownership;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One pass over a directory, a bufferful of `struct linux_dirent64` at a time.
///
/// It may be closed while a call hangs that its caller has given up. Then descriptor and memory
/// stay that call's until it returns: neither serves another directory before.
final class LinuxCursor implements DirectoryCursor {
  private static final int RECLEN = 16;
  private static final int NAME = 19;

  /// An entry ends at a multiple of it, so the end of its name is among as many last octets.
  private static final int ALIGNMENT = 8;

  private enum Use {
    IDLE,
    IN_CALL,
    CLOSED
  }

  private final AtomicReference<Use> use = new AtomicReference<>(Use.IDLE);
  private final int fd;
  private final String shown;
  private final LinuxEntries entries = LinuxEntries.take();
  private final ByteBuffer name = ByteBuffer.wrap(entries.octets).limit(0);
  private final Current current = new Current();
  private int filled;
  private int at;
  private LinuxStat stat = LinuxStat.failed(0);

  LinuxCursor(int fd, String shown) {
    this.fd = fd;
    this.shown = shown;
  }

  @Override
  public boolean next() throws IOException {
    byte[] octets = entries.octets;
    while (use.get() != Use.CLOSED && (at < filled || read())) {
      int start = at + NAME;
      // Both architectures are little-endian.
      at += (octets[at + RECLEN] & 0xFF) | (octets[at + RECLEN + 1] & 0xFF) << 8;
      int end = Math.max(start, at - ALIGNMENT);
      while (octets[end] != 0) {
        end++;
      }
      if (!isSelfOrParent(octets, start, end)) {
        name.limit(end).position(start);
        return true;
      }
    }
    return false;
  }

  private boolean read() throws IOException {
    if (!use.compareAndSet(Use.IDLE, Use.IN_CALL)) {
      return false;
    }
    int octets;
    try {
      octets = entries.read(fd);
    } finally {
      called();
    }
    at = 0;
    filled = Math.max(0, octets);
    if (octets < 0) {
      throw LinuxErrors.lookUp(octets, shown);
    }
    return filled > 0;
  }

  private void called() {
    if (!use.compareAndSet(Use.IN_CALL, Use.IDLE)) {
      release();
    }
  }

  private static boolean isSelfOrParent(byte[] octets, int start, int end) {
    return octets[start] == '.'
        && (end - start == 1 || (end - start == 2 && octets[start + 1] == '.'));
  }

  @Override
  public String name() {
    return WireText.decode(entries.octets, name.position(), name.remaining());
  }

  @Override
  public ByteBuffer octets() {
    return name;
  }

  @Override
  public FileFacts facts() throws IOException {
    return FileFacts.of(view());
  }

  @Override
  public FactsView view() throws IOException {
    if (!use.compareAndSet(Use.IDLE, Use.IN_CALL)) {
      throw new FileSystemException(shown, null, "the directory was closed");
    }
    try {
      stat = entries.stat(fd, name.position());
    } finally {
      called();
    }
    if (stat.error() < 0) {
      throw LinuxErrors.lookUp(stat.error(), shown + "/" + name());
    }
    return current;
  }

  @Override
  public void close() {
    if (use.getAndSet(Use.CLOSED) == Use.IDLE) {
      release();
    }
  }

  private void release() {
    LinuxCalls.close(fd);
    entries.giveBack();
  }

  /// The current entry, as it was when it was last looked at.
  private final class Current implements FactsView {
    @Override
    public String name() {
      return LinuxCursor.this.name();
    }

    @Override
    public FileType type() {
      return stat.type();
    }

    @Override
    public long size() {
      return Math.max(0, stat.size());
    }

    @Override
    public long modifiedSecond() {
      return stat.modifiedSecond();
    }

    @Override
    public int modifiedNano() {
      return stat.modifiedNano();
    }

    @Override
    public Optional<Instant> created() {
      return stat.created();
    }

    @Override
    public int mode() {
      return stat.permissions();
    }

    @Override
    public Optional<String> unique() {
      return Optional.of(stat.identity());
    }

    @Override
    public Optional<String> linkTarget() {
      if (!stat.isLink()) {
        return Optional.empty();
      }
      byte[] link = new byte[name.remaining()];
      name.get(name.position(), link);
      return Optional.of(LinuxFolder.target(fd, link));
    }

    @Override
    public Ownership ownership() {
      return stat.owners();
    }
  }
}
