package io.ferryftp.testkit;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The uploads that were interrupted and may be resumed. Whoever wants to continue, commit or
/// remove one has to claim it first: one wins.
final class KeptUploads {
  private final Map<Key, Kept> waiting = new HashMap<>();

  /// Whose upload of what; the directory is the very one, so that its uploads follow it.
  record Key(MemoryDirectory directory, String account, String name) {}

  /// An upload that waits.
  record Kept(Key key, MemoryFile file, Instant at) {}

  /// Lets an upload be claimed; tells the older one that it replaces, which is thereby claimed.
  Optional<Kept> keep(Kept kept) {
    return Optional.ofNullable(waiting.put(kept.key, kept));
  }

  Optional<Kept> find(Key key) {
    return Optional.ofNullable(waiting.get(key));
  }

  Optional<Kept> claim(Key key) {
    return Optional.ofNullable(waiting.remove(key));
  }

  List<Kept> claimIn(MemoryDirectory directory) {
    return claim(kept -> kept.key.directory.equals(directory));
  }

  List<Kept> claimBefore(Instant time) {
    return claim(kept -> kept.at.isBefore(time));
  }

  /// Claims the oldest of an account that has more than `most`.
  List<Kept> claimSurplus(String account, int most) {
    List<Kept> own =
        waiting.values().stream()
            .filter(kept -> kept.key.account.equals(account))
            .sorted(Comparator.comparing(Kept::at))
            .toList();
    List<Kept> surplus = own.subList(0, Math.max(0, own.size() - most));
    surplus.forEach(kept -> waiting.remove(kept.key));
    return surplus;
  }

  private List<Kept> claim(Predicate<Kept> which) {
    List<Kept> claimed = waiting.values().stream().filter(which).toList();
    claimed.forEach(kept -> waiting.remove(kept.key));
    return claimed;
  }
}
