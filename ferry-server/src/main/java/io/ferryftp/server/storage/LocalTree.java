package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// One account's files below a [Root]: what the contract asks for beyond what a disk can do, and
/// the same on every kind of disk. Temporary names do not exist here, and interrupted uploads do
/// for the account that left them.
final class LocalTree implements FileTree {
  private static final int NEW_FILE = 0666;
  private static final int NEW_DIRECTORY = 0777;
  private static final int USUAL_UMASK = 022;

  private final Root root;
  private final UploadLedger ledger;
  private final String account;
  private final String home;
  private final OptionalInt chosenUmask;
  private final UploadStart uploads;

  /// @param home names the root in the ledger's records
  LocalTree(Root root, UploadLedger ledger, String account, String home) {
    this(root, ledger, account, home, OptionalInt.empty());
  }

  private LocalTree(
      Root root, UploadLedger ledger, String account, String home, OptionalInt chosenUmask) {
    this.root = root;
    this.ledger = ledger;
    this.account = account;
    this.home = home;
    this.chosenUmask = chosenUmask;
    this.uploads =
        new UploadStart(root, ledger, this::key, NEW_FILE & ~umask().orElse(USUAL_UMASK));
  }

  private KeptUploads.Key key(VirtualPath path) {
    return new KeptUploads.Key(account, home, path);
  }

  private static void requireVisible(VirtualPath path) throws NoSuchFileException {
    if (TemporaryName.isIn(path)) {
      throw new NoSuchFileException(path.toString());
    }
  }

  private static void requireFree(VirtualPath path) throws IOException {
    if (path.name().filter(TemporaryName::is).isPresent()) {
      throw new NameRejectedException(path.toString(), "the name is reserved");
    }
    requireVisible(path);
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    requireVisible(path);
    try {
      return root.facts(path, links);
    } catch (NoSuchFileException e) {
      Optional<FileFacts> kept = ledger.facts(root, key(path));
      if (kept.isEmpty()) {
        throw e;
      }
      return kept.get().named(path.name().orElse(""));
    }
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    requireVisible(directory);
    return new VisibleEntries(root.list(directory));
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    requireVisible(file);
    Root.Reading reading = root.read(file);
    try {
      if (offset > 0) {
        if (offset > reading.channel().size()) {
          throw new OffsetBeyondEndException(file.toString(), "the file is shorter");
        }
        reading.channel().position(offset);
      }
      return new OpenFile(reading.channel(), reading.facts());
    } catch (IOException | RuntimeException e) {
      reading.channel().close();
      throw e;
    }
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    if (placement instanceof Placement.Unique) {
      requireVisible(file);
    } else {
      requireFree(file);
    }
    return uploads.begin(file, placement);
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    requireFree(directory);
    if (directory.isRoot()) {
      throw new FileAlreadyExistsException("/");
    }
    try (var spot = root.spot(directory, LinkHandling.ITSELF)) {
      // Unless somebody has chosen, the system decides: a directory may have rules of its own.
      spot.folder().createDirectory(spot.name(), mode(NEW_DIRECTORY));
      force(spot.folder());
    }
  }

  private OptionalInt mode(int all) {
    return chosenUmask.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(all & ~chosenUmask.getAsInt());
  }

  @Override
  public void createSymbolicLink(VirtualPath link, VirtualPath target) throws IOException {
    requireFree(link);
    if (link.isRoot()) {
      throw new FileAlreadyExistsException("/");
    }
    requireVisible(target);
    // Found from the root and through the jail, so what it means lies inside; an interrupted
    // upload has no name yet that a link could mean.
    FileFacts _ = root.facts(target, LinkHandling.FOLLOW);
    String text = relative(root.linkFree(link.parent()), target);
    try (var spot = root.spot(link, LinkHandling.ITSELF)) {
      spot.folder().createSymbolicLink(spot.name(), text);
      force(spot.folder());
    }
  }

  /// How a link in this directory, which is reached without links, says the target.
  private static String relative(VirtualPath directory, VirtualPath target) {
    List<String> from = directory.names();
    List<String> to = target.names();
    int common = 0;
    while (common < Math.min(from.size(), to.size()) && from.get(common).equals(to.get(common))) {
      common++;
    }
    var steps = new ArrayList<String>(Collections.nCopies(from.size() - common, ".."));
    steps.addAll(to.subList(common, to.size()));
    return steps.isEmpty() ? "." : String.join("/", steps);
  }

  private void force(Folder folder) throws IOException {
    if (ledger.durability() == Durability.STRICT) {
      folder.force();
    }
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    requireVisible(file);
    try (var spot = root.spot(file, LinkHandling.ITSELF)) {
      Optional<KeptUploads.Kept> kept = ledger.kept().claim(key(file));
      try {
        spot.folder().deleteFile(spot.name());
        force(spot.folder());
      } catch (NoSuchFileException e) {
        if (kept.isEmpty()) {
          throw e;
        }
      } catch (IOException e) {
        kept.ifPresent(ledger.kept()::giveBack);
        throw e;
      }
      if (kept.isPresent()) {
        ledger.discard(kept.get());
      }
    }
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    requireVisible(directory);
    try (var spot = root.spot(directory, LinkHandling.ITSELF)) {
      try {
        spot.folder().deleteDirectory(spot.name());
      } catch (DirectoryNotEmptyException e) {
        if (!discardKeptIn(directory)) {
          throw e;
        }
        spot.folder().deleteDirectory(spot.name());
      }
      force(spot.folder());
    }
  }

  /// Discards the interrupted uploads in a directory that looks empty; false if it is not.
  private boolean discardKeptIn(VirtualPath directory) throws IOException {
    try (var entries = list(directory)) {
      if (entries.next()) {
        return false;
      }
    }
    var kept = new ArrayList<>(ledger.kept().claimIn(new Marks.Place(home, directory)));
    for (var some : kept) {
      ledger.discard(some);
    }
    return !kept.isEmpty();
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    requireVisible(from);
    requireFree(to);
    if (to.isRoot()) {
      throw new AccessDeniedException("/");
    }
    try (var source = root.spot(from, LinkHandling.ITSELF);
        var target = root.spot(to, LinkHandling.ITSELF)) {
      FileFacts facts =
          source
              .folder()
              .find(source.name())
              .orElseThrow(() -> new NoSuchFileException(from.toString()));
      if (facts.isDirectory()) {
        renameDirectory(from, to, source, target);
      } else {
        if (target.folder().find(target.name()).filter(FileFacts::isDirectory).isPresent()) {
          throw new FileAlreadyExistsException(to.toString());
        }
        source
            .folder()
            .rename(source.name(), target.folder(), target.name(), Folder.Existing.REPLACE);
      }
      force(target.folder());
      if (!from.parent().equals(to.parent())) {
        force(source.folder());
      }
    }
  }

  private void renameDirectory(VirtualPath from, VirtualPath to, Root.Spot source, Root.Spot target)
      throws IOException {
    if (to.equals(from)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    // Also where a link in it leads out again: the new path would be gone with the old one.
    if (to.startsWith(from)) {
      throw new NameRejectedException(to.toString(), "a directory cannot move into itself");
    }
    ledger.marks().moving(home, from, to);
    source.folder().rename(source.name(), target.folder(), target.name(), Folder.Existing.REFUSE);
    ledger.kept().moved(home, from, to);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    requireVisible(path);
    root.amend(path, amendment);
  }

  @Override
  public Set<Fact> settable() {
    return root.settable();
  }

  @Override
  public OptionalInt umask() {
    return chosenUmask.isPresent() ? chosenUmask : root.umask();
  }

  @Override
  public FileTree withUmask(int umask) throws IOException {
    if (root.umask().isEmpty()) {
      throw new AccessDeniedException("/", null, "there are no permission bits here");
    }
    return new LocalTree(root, ledger, account, home, OptionalInt.of(umask));
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    requireVisible(path);
    return root.usableSpace(path);
  }
}
