package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.util.Arrays;

/// One pass over a directory, a bufferful of `struct linux_dirent64` at a time.
final class LinuxCursor implements DirectoryCursor {
  private static final int RECLEN = 16;
  private static final int NAME = 19;

  private final int fd;
  private final String shown;
  private byte[] entries = LinuxCalls.EMPTY;
  private int at;
  private byte[] octets = LinuxCalls.EMPTY;
  private boolean closed;

  LinuxCursor(int fd, String shown) {
    this.fd = fd;
    this.shown = shown;
  }

  @Override
  public boolean next() throws IOException {
    while (true) {
      if (at >= entries.length) {
        var error = new int[1];
        entries = closed ? LinuxCalls.EMPTY : LinuxCalls.getdents64(fd, error);
        at = 0;
        if (error[0] < 0) {
          throw LinuxErrors.lookUp(error[0], shown);
        }
        if (entries.length == 0) {
          return false;
        }
      }
      // Both architectures are little-endian.
      int length = (entries[at + RECLEN] & 0xFF) | (entries[at + RECLEN + 1] & 0xFF) << 8;
      int start = at + NAME;
      int end = start;
      while (entries[end] != 0) {
        end++;
      }
      at += length;
      if (!isSelfOrParent(start, end)) {
        octets = Arrays.copyOfRange(entries, start, end);
        return true;
      }
    }
  }

  private boolean isSelfOrParent(int start, int end) {
    return entries[start] == '.'
        && (end - start == 1 || (end - start == 2 && entries[start + 1] == '.'));
  }

  @Override
  public String name() {
    return WireText.decode(octets);
  }

  @Override
  public FileFacts facts() throws IOException {
    LinuxStat stat = LinuxFolder.stat(fd, octets);
    if (stat.error() < 0) {
      throw LinuxErrors.lookUp(stat.error(), shown + "/" + name());
    }
    return LinuxFolder.facts(stat, fd, octets, name());
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      LinuxCalls.close(fd);
    }
  }
}
