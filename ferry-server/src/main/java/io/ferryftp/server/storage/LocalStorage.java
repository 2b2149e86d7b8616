package io.ferryftp.server.storage;

import io.ferryftp.account.Account;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Files on this machine's disks: every account has the tree of its home, an absolute path written
/// as [io.ferryftp.protocol.text.WireText].
///
/// A data directory remembers unfinished uploads across runs and belongs to one storage at a time.
/// Every home that was opened costs a descriptor until the storage is closed, and stays the same
/// directory if it is moved or replaced.
public final class LocalStorage implements Storage, Closeable {
  private final Map<String, Root> roots = new ConcurrentHashMap<>();
  private final Roots opener;
  private final Durability durability;
  private final UploadLedger ledger;

  private LocalStorage(DataDirectory data, InstantSource clock, Roots opener) throws IOException {
    this.opener = opener;
    this.durability = data.durability();
    this.ledger = UploadLedger.open(data, clock, this::root);
  }

  /// Looked at once; it takes a while.
  private static final class Linux {
    static final boolean AVAILABLE = LinuxRoot.isAvailable();
  }

  /// Loads what the first home and [#notice] take, for whoever has another thread to spare.
  public static void prepare() {
    boolean _ = Linux.AVAILABLE;
  }

  /// Opens storage and removes what an earlier run of this data directory left unfinished.
  ///
  /// @param data is made, for its owner only, if it is missing
  /// @throws DataInUseException if another Ferry has the data directory
  public static LocalStorage open(Path data, Symlinks symlinks, Durability durability)
      throws IOException {
    return open(data, symlinks, durability, InstantSource.system());
  }

  /// The same with another clock, which decides when an interrupted upload is too old to resume.
  public static LocalStorage open(
      Path data, Symlinks symlinks, Durability durability, InstantSource clock) throws IOException {
    return open(
        data,
        durability,
        clock,
        home ->
            Linux.AVAILABLE
                ? LinuxRoot.open(home, symlinks)
                : PathRoot.open(PathNames.absolute(home), symlinks));
  }

  static LocalStorage open(Path data, Durability durability, InstantSource clock, Roots opener)
      throws IOException {
    var directory = DataDirectory.open(data, durability);
    try {
      return new LocalStorage(directory, clock, opener);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  /// What an operator should know about this machine, in one sentence.
  public Optional<String> notice() {
    return Linux.AVAILABLE
        ? Optional.empty()
        : Optional.of(
            "Linux system calls are not available here, so accounts are kept in their homes by a"
                + " check of paths only: a local user who swaps links meanwhile could get around"
                + " it.");
  }

  @Override
  public FileTree open(Account account) throws IOException {
    ledger.dropExpired();
    return new LocalTree(root(account.home()), ledger, account.name(), account.home());
  }

  private Root root(String home) throws IOException {
    Root known = roots.get(home);
    if (known != null) {
      return known;
    }
    // Without a lock, so that a home on a disk that hangs holds up nobody else.
    Root opened = opener.open(home);
    try {
      proveDurable(opened, home);
    } catch (IOException | RuntimeException e) {
      opened.close();
      throw e;
    }
    Root first = roots.putIfAbsent(home, opened);
    if (first == null) {
      return opened;
    }
    opened.close();
    return first;
  }

  /// A file system that cannot sync a directory would fail every upload later.
  private void proveDurable(Root root, String home) throws IOException {
    if (durability == Durability.STRICT) {
      try (var top = root.folder(VirtualPath.ROOT)) {
        top.force();
      } catch (IOException e) {
        var failed =
            new FileSystemException(
                home, null, "strict durability needs a directory that can be read and synced");
        failed.initCause(e);
        throw failed;
      }
    }
  }

  /// Lets go of the data directory as a crash does, tidying nothing up.
  void abandon() throws IOException {
    ledger.abandon();
  }

  /// Lets go of everything; trees that were opened can no longer be used.
  @Override
  public void close() throws IOException {
    try (ledger) {
      for (Root root : roots.values()) {
        root.close();
      }
      roots.clear();
    }
  }
}
