package io.ferryftp.testkit;

import io.ferryftp.protocol.file.FileType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// A directory in memory.
final class MemoryDirectory extends MemoryNode {
  private static final int NEW_MODE = 0755;

  private final MemoryDisk disk;
  // Its iterators go on while others change it, and take no copy.
  private final ConcurrentSkipListMap<String, MemoryNode> entries = new ConcurrentSkipListMap<>();
  private int uploads;
  private boolean removed;

  MemoryDirectory(MemoryDisk disk, long identity) {
    super(identity, NEW_MODE, disk.now());
    this.disk = disk;
  }

  Optional<MemoryNode> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  Iterable<String> names() {
    return entries.keySet();
  }

  List<MemoryNode> nodes() {
    return new ArrayList<>(entries.values());
  }

  void put(String name, MemoryNode node) {
    entries.put(name, node);
    modified(disk.now());
  }

  /// Takes a name away, but not what it stood for.
  void unlink(String name) {
    entries.remove(name);
    modified(disk.now());
  }

  void uploadBegins() {
    uploads++;
  }

  void uploadEnds() {
    uploads--;
  }

  /// Whether there is nothing in it, nor will be when the running uploads end.
  boolean isEmpty() {
    return entries.isEmpty() && uploads == 0;
  }

  /// Whether it is no longer part of any tree.
  boolean isRemoved() {
    return removed;
  }

  void remove() {
    removed = true;
    entries.clear();
  }

  @Override
  FileType type() {
    return FileType.DIRECTORY;
  }

  @Override
  long size() {
    return 0;
  }
}
