package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The uploads that were interrupted and may be resumed, each with a durable record.
///
/// Whoever wants to continue, commit or remove one has to [#claim] it first: one wins. The record
/// stays meanwhile, so that a crash loses nothing.
final class KeptUploads {
  private static final String KIND = "kept";

  /// Whose upload of what.
  record Key(String account, String home, VirtualPath path) {}

  /// An upload that waits.
  ///
  /// @param place the directory of the temporary file
  /// @param name of the temporary file
  /// @param file the name of the record
  record Kept(Key key, Marks.Place place, String name, Instant at, String file) {}

  /// The most that wait for one account; beyond it the oldest goes.
  static final int PER_ACCOUNT = 1000;

  private final DataDirectory data;
  private final Map<Key, Kept> waiting = new ConcurrentHashMap<>();

  KeptUploads(DataDirectory data) throws IOException {
    this.data = data;
    for (var entry : data.read(KIND).entrySet()) {
      Optional<Kept> kept = parse(entry.getValue(), entry.getKey());
      if (kept.isPresent()) {
        Optional<Kept> other = Optional.ofNullable(waiting.put(kept.get().key, kept.get()));
        if (other.isPresent() && other.get().at.isAfter(kept.get().at)) {
          waiting.put(other.get().key, other.get());
        }
      }
    }
  }

  private static Optional<Kept> parse(DataRecord record, String file) {
    try {
      String home = record.value("home").orElseThrow();
      var key =
          new Key(
              record.value("account").orElseThrow(),
              home,
              VirtualPath.of(record.value("path").orElseThrow()));
      var place = new Marks.Place(home, VirtualPath.of(record.value("directory").orElseThrow()));
      var at = Instant.ofEpochMilli(Long.parseLong(record.value("at").orElseThrow()));
      return Optional.of(new Kept(key, place, record.value("name").orElseThrow(), at, file));
    } catch (RuntimeException e) {
      return Optional.empty(); // of another version of Ferry; its file goes with its mark
    }
  }

  /// Records an upload durably, then lets it be claimed; tells the older one that it replaces,
  /// which is thereby claimed.
  Optional<Kept> keep(Key key, Marks.Place place, String name, Instant at) throws IOException {
    var record =
        new DataRecord(
            Map.of(
                "account",
                key.account,
                "home",
                key.home,
                "path",
                key.path.toString(),
                "directory",
                place.directory().toString(),
                "name",
                name,
                "at",
                Long.toString(at.toEpochMilli())));
    var kept = new Kept(key, place, name, at, data.write(KIND, record));
    return Optional.ofNullable(waiting.put(key, kept));
  }

  /// Lets a claimed upload wait again, as if nothing had been.
  void giveBack(Kept kept) {
    waiting.put(kept.key, kept);
  }

  Optional<Kept> find(Key key) {
    return Optional.ofNullable(waiting.get(key));
  }

  /// Takes an upload, so that nobody else can.
  Optional<Kept> claim(Key key) {
    return Optional.ofNullable(waiting.remove(key));
  }

  /// Forgets a claimed upload.
  void forget(Kept kept) throws IOException {
    data.delete(kept.file);
  }

  /// Claims all that lie in a directory.
  List<Kept> claimIn(Marks.Place place) {
    return claim(waiting.values().stream().filter(kept -> kept.place.equals(place)).toList());
  }

  /// Claims all that are older.
  List<Kept> claimBefore(Instant time) {
    return claim(waiting.values().stream().filter(kept -> kept.at.isBefore(time)).toList());
  }

  /// Claims the oldest of an account that has more than [#PER_ACCOUNT].
  List<Kept> claimSurplus(String account) {
    List<Kept> own =
        waiting.values().stream()
            .filter(kept -> kept.key.account.equals(account))
            .sorted(Comparator.comparing(Kept::at))
            .toList();
    return claim(own.subList(0, Math.max(0, own.size() - PER_ACCOUNT)));
  }

  private List<Kept> claim(List<Kept> some) {
    var claimed = new ArrayList<Kept>();
    for (Kept kept : some) {
      if (waiting.remove(kept.key, kept)) {
        claimed.add(kept);
      }
    }
    return claimed;
  }

  /// Follows a directory that was renamed.
  void moved(String home, VirtualPath from, VirtualPath to) throws IOException {
    var below =
        waiting.values().stream()
            .filter(kept -> kept.key.home.equals(home))
            .filter(kept -> kept.place.directory().startsWith(from))
            .toList();
    for (Kept kept : claim(below)) {
      VirtualPath path =
          kept.key.path.startsWith(from) ? Marks.moved(kept.key.path, from, to) : kept.key.path;
      var place = new Marks.Place(home, Marks.moved(kept.place.directory(), from, to));
      keep(new Key(kept.key.account, home, path), place, kept.name, kept.at);
      data.delete(kept.file);
    }
  }

  /// The names of all temporary files that wait.
  Set<String> names() {
    var names = new HashSet<String>();
    waiting.values().forEach(kept -> names.add(kept.name));
    return names;
  }

  /// Whether one waits in a directory.
  boolean isIn(Marks.Place place) {
    return waiting.values().stream().anyMatch(kept -> kept.place.equals(place));
  }
}
