package io.ferryftp.testkit;

import io.ferryftp.account.Account;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/// Files in memory, with the whole contract of [FileTree]: committed in one step, interrupted
/// uploads that their account resumes, names exactly by their octets.
///
/// Accounts with the same home share its files; a home exists as soon as it is asked for. There are
/// no links. Permission bits and times of creation are kept and shown, but forbid nothing. Nothing
/// survives the process. Any number of threads may use it.
public final class MemoryStorage implements Storage {
  private final MemoryDisk disk;
  private final Map<String, MemoryDirectory> homes = new HashMap<>();

  /// With [MemoryLimits#DEFAULT] and the system's clock.
  public MemoryStorage() {
    this(MemoryLimits.DEFAULT, InstantSource.system());
  }

  /// With other limits, and a clock that gives time stamps and ages interrupted uploads.
  public MemoryStorage(MemoryLimits limits, InstantSource clock) {
    this.disk = new MemoryDisk(limits, clock);
  }

  /// The tree of the account's home.
  ///
  /// @throws io.ferryftp.storage.SpaceExhaustedException if there is no room for another home
  @Override
  public FileTree open(Account account) throws IOException {
    return disk.step(() -> {
      disk.dropExpired();
      MemoryDirectory home = homes.get(account.home());
      if (home == null) {
        home = disk.newDirectory(account.home());
        homes.put(account.home(), home);
      }
      return new MemoryTree(disk, home, account.name());
    });
  }

  /// Removes everything from every home, interrupted uploads included. Running uploads can no
  /// longer be committed, unless they are into a home itself.
  public void clear() {
    try {
      disk.change(() -> {
        for (MemoryDirectory home : homes.values()) {
          clear(home);
        }
      });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void clear(MemoryDirectory home) {
    var left = new ArrayDeque<MemoryNode>(home.nodes());
    for (String name : home.names()) {
      home.unlink(name);
    }
    disk.kept().claimIn(home).forEach(upload -> disk.forget(upload.file()));
    while (!left.isEmpty()) {
      MemoryNode node = left.pop();
      if (node instanceof MemoryDirectory directory) {
        left.addAll(directory.nodes());
      }
      disk.forget(node);
    }
  }
}
