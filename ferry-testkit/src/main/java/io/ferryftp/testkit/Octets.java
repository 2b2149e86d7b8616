package io.ferryftp.testkit;

import io.ferryftp.storage.SpaceExhaustedException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The content of a file, in pieces, so that it grows without being copied as a whole. It takes up
/// room on its disk until its last holder has let go of it.
final class Octets {
  private static final int PIECE = 64 * 1024;
  private static final int SMALLEST = 64;

  private final MemoryDisk disk;
  private final List<byte[]> pieces = new ArrayList<>();
  private long size;
  private int holders = 1;

  Octets(MemoryDisk disk) {
    this.disk = disk;
  }

  long size() {
    return size;
  }

  void hold() {
    holders++;
  }

  void letGo() {
    holders--;
    if (holders == 0) {
      disk.giveBack(size);
      pieces.clear();
    }
  }

  /// Takes all of the source at a position that is not behind the end, or nothing.
  void write(long position, ByteBuffer source, String path) throws SpaceExhaustedException {
    long end = position + source.remaining();
    if (end > size) {
      disk.take(end - size, path);
      size = end;
    }
    for (long at = position; source.hasRemaining(); ) {
      int within = (int) (at % PIECE);
      int count = Math.min(source.remaining(), PIECE - within);
      source.get(piece((int) (at / PIECE), within + count), within, count);
      at += count;
    }
  }

  /// The piece, made or grown so that it has room for so many octets.
  private byte[] piece(int index, int octets) {
    if (index == pieces.size()) {
      pieces.add(new byte[Math.max(SMALLEST, octets)]);
    }
    byte[] piece = pieces.get(index);
    if (piece.length < octets) {
      piece = Arrays.copyOf(piece, Math.min(PIECE, Math.max(octets, 2 * piece.length)));
      pieces.set(index, piece);
    }
    return piece;
  }

  /// Adds all of another content, or nothing.
  void append(Octets other, String path) throws SpaceExhaustedException {
    disk.take(other.size, path);
    disk.giveBack(other.size);
    write(size, other, path);
  }

  /// Takes all of another content at a position that is not behind the end.
  void write(long position, Octets other, String path) throws SpaceExhaustedException {
    for (long at = 0; at < other.size; at += PIECE) {
      byte[] piece = other.pieces.get((int) (at / PIECE));
      int count = (int) Math.min(PIECE, other.size - at);
      write(position + at, ByteBuffer.wrap(piece, 0, count), path);
    }
  }

  /// Fills the target as far as the content goes; -1 if that is not at all.
  int read(long position, ByteBuffer target) {
    if (position >= size) {
      return target.hasRemaining() ? -1 : 0;
    }
    int all = 0;
    for (long at = position; at < size && target.hasRemaining(); ) {
      int within = (int) (at % PIECE);
      int count = (int) Math.min(Math.min(target.remaining(), PIECE - within), size - at);
      target.put(pieces.get((int) (at / PIECE)), within, count);
      at += count;
      all += count;
    }
    return all;
  }

  /// Cuts off what is behind a length; a shorter content stays as it is.
  void truncate(long length) {
    if (length >= size) {
      return;
    }
    disk.giveBack(size - length);
    size = length;
    int needed = (int) ((length + PIECE - 1) / PIECE);
    pieces.subList(needed, pieces.size()).clear();
  }
}
