package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.storage.LinkHandling;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// What is known of all temporary files of one data directory, those of earlier runs included.
final class UploadLedger implements Closeable {
  /// How long an interrupted upload can be resumed.
  static final Duration KEPT_FOR = Duration.ofHours(24);

  private static final System.Logger LOG = System.getLogger(UploadLedger.class.getName());

  private final DataDirectory data;
  private final InstantSource clock;
  private final Roots roots;
  private final KeptUploads kept;
  private final Marks marks;

  private UploadLedger(DataDirectory data, InstantSource clock, Roots roots) throws IOException {
    this.data = data;
    this.clock = clock;
    this.roots = roots;
    this.kept = new KeptUploads(data);
    this.marks = new Marks(data, kept::isIn);
  }

  /// Opens the ledger and removes what earlier runs left behind: temporary files that are in no
  /// record, and those whose time is over.
  static UploadLedger open(DataDirectory data, InstantSource clock, Roots roots)
      throws IOException {
    var ledger = new UploadLedger(data, clock, roots);
    ledger.dropExpired();
    ledger.recover();
    return ledger;
  }

  Marks marks() {
    return marks;
  }

  KeptUploads kept() {
    return kept;
  }

  Durability durability() {
    return data.durability();
  }

  InstantSource clock() {
    return clock;
  }

  /// A name for a new temporary file.
  String temporaryName() {
    return TemporaryName.next(data.instance());
  }

  /// Discards the interrupted uploads that nobody came back for.
  void dropExpired() throws IOException {
    for (KeptUploads.Kept old : kept.claimBefore(clock.instant().minus(KEPT_FOR))) {
      discard(old);
    }
  }

  /// Removes a claimed upload and its temporary file. If that cannot be done now, its record leads
  /// to it at the next start.
  void discard(KeptUploads.Kept claimed) throws IOException {
    try (var folder = roots.open(claimed.place().home()).folder(claimed.place().directory())) {
      folder.deleteFile(claimed.name());
    } catch (NoSuchFileException | NotDirectoryException e) {
      LOG.log(Level.DEBUG, "an interrupted upload is gone", e);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot remove an interrupted upload: " + e);
      return;
    }
    kept.forget(claimed);
  }

  private void recover() throws IOException {
    Set<String> waiting = kept.names();
    for (var entry : marks.recorded().entrySet()) {
      String file = entry.getKey();
      Marks.Place place = entry.getValue();
      Root root;
      try {
        root = roots.open(place.home());
      } catch (IOException e) {
        // A disk that is not mounted now may be at the next start.
        LOG.log(Level.WARNING, "cannot look for unfinished uploads: " + e);
        continue;
      }
      try (var folder = root.folder(place.directory())) {
        if (sweep(root, folder, place, waiting)) {
          marks.adopt(file, place, folder);
        } else {
          data.delete(file);
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        LOG.log(Level.DEBUG, "a directory of uploads is gone", e);
        data.delete(file);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "cannot remove unfinished uploads: " + e);
      }
    }
  }

  /// Removes our temporary files from a directory but those that wait; tells whether some do.
  private boolean sweep(Root root, Folder folder, Marks.Place place, Set<String> waiting)
      throws IOException {
    var found = new ArrayList<String>();
    try (var entries = root.list(place.directory())) {
      while (entries.next()) {
        if (TemporaryName.isOf(data.instance(), entries.name())) {
          found.add(entries.name());
        }
      }
    }
    boolean some = false;
    for (String name : found) {
      if (waiting.contains(name)) {
        some = true;
      } else {
        folder.deleteFile(name);
      }
    }
    return some;
  }

  /// The length of an interrupted upload's file, if it is still there.
  Optional<FileFacts> facts(Root root, KeptUploads.Key key) throws IOException {
    var waiting = kept.find(key);
    if (waiting.isEmpty() || waiting.get().at().isBefore(clock.instant().minus(KEPT_FOR))) {
      return Optional.empty();
    }
    var file = waiting.get().place().directory().child(waiting.get().name());
    try {
      return Optional.of(root.facts(file, LinkHandling.ITSELF));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  /// Lets go of the data directory as a crash does.
  void abandon() throws IOException {
    data.close();
  }

  /// Lets go of the data directory as after a clean stop.
  @Override
  public void close() throws IOException {
    try (data) {
      marks.close();
    }
  }
}
