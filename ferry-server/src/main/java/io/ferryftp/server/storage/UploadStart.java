package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.Function;

/// Where uploads begin: everything that can be refused is refused here, and a [Placement] becomes
/// one of three ways to write: hidden until it is whole, in place, or a piece.
final class UploadStart {
  private final Root root;
  private final UploadLedger ledger;
  private final Function<VirtualPath, KeptUploads.Key> keys;
  private final int newFileMode;

  /// @param newFileMode the permission bits of a file that replaces none
  UploadStart(
      Root root,
      UploadLedger ledger,
      Function<VirtualPath, KeptUploads.Key> keys,
      int newFileMode) {
    this.newFileMode = newFileMode;
    this.root = root;
    this.ledger = ledger;
    this.keys = keys;
  }

  /// Begins an upload to a path that a client may name.
  Upload begin(VirtualPath file, Placement placement) throws IOException {
    if (placement instanceof Placement.Unique) {
      return unique(file);
    }
    if (file.isRoot()) {
      throw new NotAFileException("/", "it is a directory");
    }
    Root.Spot spot = root.spot(file, LinkHandling.FOLLOW);
    try {
      if (TemporaryName.is(spot.name())) {
        throw new NoSuchFileException(file.toString()); // a link to somebody's temporary file
      }
      Optional<FileFacts> old = spot.folder().find(spot.name());
      if (old.isPresent()) {
        if (!old.get().isFile()) {
          throw new NotAFileException(file.toString(), "it is not a plain file");
        }
        spot.folder().requireWritable(spot.name());
      }
      return switch (placement) {
        case Placement.Append() ->
            old.isPresent()
                ? inPlace(file, spot, Folder.Writing.AT_END, old.get().size())
                : resumed(file, spot, Optional.empty());
        case Placement.ResumeAt(long offset) when offset > 0 -> {
          if (old.isEmpty()) {
            yield resumed(file, spot, Optional.of(offset));
          }
          requireWithin(file, offset, old.get().size());
          yield inPlace(file, spot, Folder.Writing.ANYWHERE, offset);
        }
        case Placement.Within(long first, long last) -> {
          long size = old.orElseThrow(() -> new NoSuchFileException(file.toString())).size();
          requireInside(file, first, size);
          yield piece(file, spot, size, first, Math.min(last, size - 1) - first + 1);
        }
        // From the very beginning nothing is to be kept, so the old file can stay whole.
        case Placement.ResumeAt _, Placement.Replace _, Placement.Unique _ ->
            hidden(file, spot, HiddenUpload.Ending.REPLACE, Optional.empty(), 0);
      };
    } catch (IOException | RuntimeException e) {
      spot.close();
      throw e;
    }
  }

  /// Of the first octet of a piece, which the file must have: nothing is added to it, because it
  /// may be as large as a number gets.
  private static void requireInside(VirtualPath file, long first, long size)
      throws OffsetBeyondEndException {
    if (first >= size) {
      throw new OffsetBeyondEndException(file.toString(), "the range begins at the end");
    }
  }

  private static void requireWithin(VirtualPath file, long offset, long size)
      throws OffsetBeyondEndException {
    if (offset > size) {
      throw new OffsetBeyondEndException(file.toString(), "the file is shorter");
    }
  }

  private Upload inPlace(VirtualPath file, Root.Spot spot, Folder.Writing writing, long length) {
    return new InPlaceUpload(file, spot, writing, ledger.durability(), length);
  }

  private Upload piece(VirtualPath file, Root.Spot spot, long size, long first, long room)
      throws IOException {
    spot.folder().requireWritable(ledger.durability());
    return new PieceUpload(ledger, keys.apply(file), spot, size, first, room);
  }

  private Upload hidden(
      VirtualPath file,
      Root.Spot spot,
      HiddenUpload.Ending ending,
      Optional<KeptUploads.Kept> resumed,
      long length)
      throws IOException {
    spot.folder().requireWritable(ledger.durability());
    return new HiddenUpload(ledger, keys.apply(file), spot, newFileMode, ending, resumed, length);
  }

  /// Continues this account's interrupted upload, if there is one.
  ///
  /// @param offset where; empty: at its end
  private Upload resumed(VirtualPath file, Root.Spot spot, Optional<Long> offset)
      throws IOException {
    ledger.dropExpired();
    Optional<KeptUploads.Kept> claimed = ledger.kept().claim(keys.apply(file));
    try {
      Optional<FileFacts> kept = Optional.empty();
      if (claimed.isPresent()) {
        kept = spot.folder().find(claimed.get().name()).filter(FileFacts::isFile);
        if (kept.isEmpty()) {
          ledger.kept().forget(claimed.get());
          claimed = Optional.empty();
        }
      }
      long length = kept.map(FileFacts::size).orElse(0L);
      requireWithin(file, offset.orElse(length), length);
      var ending = offset.isPresent() ? HiddenUpload.Ending.REPLACE : HiddenUpload.Ending.APPEND;
      return hidden(file, spot, ending, claimed, offset.orElse(length));
    } catch (IOException | RuntimeException e) {
      claimed.ifPresent(ledger.kept()::giveBack);
      throw e;
    }
  }

  private Upload unique(VirtualPath wish) throws IOException {
    VirtualPath path = UniqueName.of(wish, kind(wish));
    Root.Spot spot = root.spot(path, LinkHandling.ITSELF);
    try {
      return hidden(path, spot, HiddenUpload.Ending.REFUSE, Optional.empty(), 0);
    } catch (IOException | RuntimeException e) {
      spot.close();
      throw e;
    }
  }

  private UniqueName.Wish kind(VirtualPath wish) throws IOException {
    try {
      return root.facts(wish, LinkHandling.FOLLOW).isDirectory()
          ? UniqueName.Wish.DIRECTORY
          : UniqueName.Wish.FILE;
    } catch (NoSuchFileException e) {
      return UniqueName.Wish.FILE;
    }
  }
}
