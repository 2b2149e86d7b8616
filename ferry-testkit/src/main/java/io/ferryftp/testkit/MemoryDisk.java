package io.ferryftp.testkit;

import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/// What all homes of one storage share: the room, the clock, and the lock that makes every change
/// one step for whoever looks.
final class MemoryDisk {
  private final MemoryLimits limits;
  private final InstantSource clock;
  private final KeptUploads kept = new KeptUploads();
  private final ReentrantLock lock = new ReentrantLock();
  private long octets;
  private int entries;
  private long identities;

  MemoryDisk(MemoryLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /// Something that nobody sees half done.
  @FunctionalInterface
  interface Step<T> {
    T run() throws IOException;
  }

  /// A [Step] without a result.
  @FunctionalInterface
  interface Change {
    void run() throws IOException;
  }

  <T> T step(Step<T> step) throws IOException {
    lock.lock();
    try {
      return step.run();
    } finally {
      lock.unlock();
    }
  }

  void change(Change change) throws IOException {
    lock.lock();
    try {
      change.run();
    } finally {
      lock.unlock();
    }
  }

  Instant now() {
    return clock.instant();
  }

  KeptUploads kept() {
    return kept;
  }

  MemoryLimits limits() {
    return limits;
  }

  long free() {
    return limits.octets() - octets;
  }

  void take(long more, String path) throws SpaceExhaustedException {
    if (more > free()) {
      throw new SpaceExhaustedException(path, "no space left");
    }
    octets += more;
  }

  void giveBack(long some) {
    octets -= some;
  }

  /// A new, empty file that is not in any directory yet.
  MemoryFile newFile(String path) throws SpaceExhaustedException {
    takeEntry(path);
    return new MemoryFile(this, ++identities);
  }

  /// A new, empty directory that is not in any other yet.
  MemoryDirectory newDirectory(String path) throws SpaceExhaustedException {
    takeEntry(path);
    return new MemoryDirectory(this, ++identities);
  }

  private void takeEntry(String path) throws SpaceExhaustedException {
    if (entries >= limits.entries()) {
      throw new SpaceExhaustedException(path, "no space left for another name");
    }
    entries++;
  }

  /// Lets go of what no directory holds any more; its content lives as long as somebody reads it.
  void forget(MemoryNode node) {
    entries--;
    switch (node) {
      case MemoryFile file -> file.octets().letGo();
      case MemoryDirectory directory -> {
        directory.remove();
        kept.claimIn(directory).forEach(upload -> forget(upload.file()));
      }
    }
  }

  /// Discards the interrupted uploads that nobody came back for.
  void dropExpired() {
    kept.claimBefore(oldest()).forEach(upload -> forget(upload.file()));
  }

  /// From when on interrupted uploads can still be resumed.
  Instant oldest() {
    return now().minus(limits.keptFor());
  }
}
