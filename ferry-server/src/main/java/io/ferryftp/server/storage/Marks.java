package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The directories that have, or had, temporary files: start-up looks there and nowhere else.
///
/// A mark is durable before the first temporary file in its directory; the uploads after it cost
/// nothing. A stale mark does no harm, so taking one away is never synced.
final class Marks {
  /// Marks that are kept although nobody uploads there.
  private static final int IDLE_MARKS = 10_000;

  private static final String KIND = "mark";

  /// A directory by the path that led to it.
  record Place(String home, VirtualPath directory) {}

  private record Key(Place place, String identity) {}

  /// A directory that is known to the data directory.
  static final class Mark {
    private final Place place;
    private final String file;
    private int uploads;

    private Mark(Place place, String file, int uploads) {
      this.place = place;
      this.file = file;
      this.uploads = uploads;
    }
  }

  private final DataDirectory data;
  private final Predicate<Place> needed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Mark> marks = new HashMap<>();

  /// @param needed whether a place is to stay marked although nobody uploads there
  Marks(DataDirectory data, Predicate<Place> needed) {
    this.data = data;
    this.needed = needed;
  }

  /// The marks of earlier runs, by the names of their records.
  Map<String, Place> recorded() throws IOException {
    var places = new HashMap<String, Place>();
    for (var entry : data.read(KIND).entrySet()) {
      Optional<String> home = entry.getValue().value("home");
      Optional<String> directory = entry.getValue().value("directory");
      if (home.isPresent() && directory.isPresent()) {
        places.put(entry.getKey(), new Place(home.get(), VirtualPath.of(directory.get())));
      }
    }
    return places;
  }

  /// Takes on a mark of an earlier run.
  void adopt(String file, Place place, Folder folder) {
    marks.put(new Key(place, folder.identity()), new Mark(place, file, 0));
  }

  /// Marks a directory for one more upload; durable when this returns.
  Mark enter(Place place, Folder folder) throws IOException {
    var key = new Key(place, folder.identity());
    lock.lock();
    try {
      Mark known = marks.get(key);
      Mark mark = known == null ? add(key, 0) : known;
      mark.uploads++;
      return mark;
    } finally {
      lock.unlock();
    }
  }

  private Mark add(Key key, int uploads) throws IOException {
    if (marks.size() >= IDLE_MARKS) {
      // One pass for many: the idle ones come back with their next upload.
      removeIdle();
    }
    var record =
        new DataRecord(Map.of("home", key.place.home, "directory", key.place.directory.toString()));
    var mark = new Mark(key.place, data.write(KIND, record), uploads);
    marks.put(key, mark);
    return mark;
  }

  /// Ends an upload.
  void leave(Mark mark) {
    lock.lock();
    try {
      mark.uploads--;
    } finally {
      lock.unlock();
    }
  }

  /// Marks where marked directories will be, before a directory above them is renamed.
  void moving(String home, VirtualPath from, VirtualPath to) throws IOException {
    lock.lock();
    try {
      List<Map.Entry<Key, Mark>> moved = new ArrayList<>();
      for (var entry : marks.entrySet()) {
        Place place = entry.getKey().place;
        if (place.home.equals(home) && place.directory.startsWith(from)) {
          moved.add(Map.entry(entry.getKey(), entry.getValue()));
        }
      }
      for (var entry : moved) {
        var place = new Place(home, moved(entry.getKey().place.directory, from, to));
        var key = new Key(place, entry.getKey().identity);
        if (!marks.containsKey(key)) {
          add(key, entry.getValue().uploads);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Where a path is after a directory above it, or it, was renamed.
  static VirtualPath moved(VirtualPath path, VirtualPath from, VirtualPath to) {
    VirtualPath result = to;
    for (String name : path.names().subList(from.names().size(), path.names().size())) {
      result = result.child(name);
    }
    return result;
  }

  /// Forgets idle places, at a clean stop.
  void close() throws IOException {
    lock.lock();
    try {
      removeIdle();
    } finally {
      lock.unlock();
    }
  }

  private void removeIdle() throws IOException {
    for (var all = marks.values().iterator(); all.hasNext(); ) {
      Mark mark = all.next();
      if (mark.uploads == 0 && !needed.test(mark.place)) {
        data.delete(mark.file);
        all.remove();
      }
    }
  }
}
