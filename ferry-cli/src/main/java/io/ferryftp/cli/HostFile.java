package io.ferryftp.cli;

import io.ferryftp.client.config.HostMemory;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.HostNotes.TlsOffer;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.tls.TlsVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What `ferry` remembers of servers from one run to the next: the way that led to a data
/// connection when others had failed, so that a firewall costs its wait once and not each time.
///
/// One line a server, `host port way tls version time` with `-` for what is not known, in a file
/// that may be deleted at any time; what is older than [#KEPT], or no such line, counts for
/// nothing. That a server has spoken TLS is not forgotten: whoever is in the middle of the
/// connection could otherwise wait a month and offer none. A file that cannot be read or written is
/// told to whoever wants details, and stops nobody.
final class HostFile implements HostMemory {
  /// How long a line counts: firewalls change, and the first choice is better where it works.
  static final Duration KEPT = Duration.ofDays(30);

  /// The most servers; the oldest go, those first that have not spoken TLS.
  static final int MAX_HOSTS = 1000;

  private static final String NOTHING = "-";
  private static final int WORDS = 6;
  private static final long MAX_OCTETS = 1 << 20;

  private final Path file;
  private final InstantSource clock;
  private final Consumer<String> details;
  private Optional<Map<Server, Entry>> known = Optional.empty();
  private boolean readable;

  private record Server(String host, int port) {}

  private record Entry(HostNotes notes, Instant since) {}

  HostFile(Path file, InstantSource clock, Consumer<String> details) {
    this.file = file;
    this.clock = clock;
    this.details = details;
  }

  /// Where it is for this user: in `XDG_CACHE_HOME`, else `~/.cache`.
  static Path standard(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path cache =
        given.startsWith("/")
            ? Path.of(given)
            : UnixUser.current(environment).home().resolve(".cache");
    return cache.resolve("ferry/hosts");
  }

  @Override
  public synchronized HostNotes notes(String host, int port) {
    Entry entry = known().get(new Server(host, port));
    return entry == null ? HostNotes.NONE : entry.notes();
  }

  @Override
  public synchronized void remember(String host, int port, HostNotes notes) {
    learnFromOthers();
    var server = new Server(host, port);
    boolean spokeTls = notes(host, port).tls() == TlsOffer.SEEN;
    known().remove(server); // It is the newest now.
    known().put(server, new Entry(spokeTls ? notes.withTlsSeen() : notes, clock.instant()));
    if (!readable) {
      return; // What nobody has read must not be lost: it may say which servers spoke TLS.
    }
    try {
      write();
    } catch (IOException e) {
      details.accept("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  /// What other runs have written since this one began: it would be lost with the file.
  private void learnFromOthers() {
    Map<Server, Entry> all = read();
    known().forEach((server, entry) -> all.merge(server, entry, HostFile::later));
    known = Optional.of(all);
  }

  private static Entry later(Entry one, Entry other) {
    Entry later = one.since().isAfter(other.since()) ? one : other;
    boolean spokeTls = one.notes().tls() == TlsOffer.SEEN || other.notes().tls() == TlsOffer.SEEN;
    return spokeTls ? new Entry(later.notes().withTlsSeen(), later.since()) : later;
  }

  private Map<Server, Entry> known() {
    if (known.isEmpty()) {
      known = Optional.of(read());
    }
    return known.get();
  }

  private Map<Server, Entry> read() {
    var read = new LinkedHashMap<Server, Entry>();
    readable = true;
    try {
      if (Files.size(file) > MAX_OCTETS) {
        readable = false;
        details.accept("%s has more than %d octets".formatted(file, MAX_OCTETS));
      } else {
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
          take(line, read);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was worth remembering yet.
      return read;
    } catch (IOException e) {
      readable = false;
      details.accept("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    return read;
  }

  private void take(String line, Map<Server, Entry> into) {
    String[] words = line.split(" ", -1);
    if (words.length != WORDS) {
      return;
    }
    try {
      Instant since = Instant.parse(words[5]);
      var all =
          new HostNotes(
              told(words[2]).map(DataWay::valueOf),
              TlsOffer.valueOf(words[3]),
              told(words[4]).map(TlsVersion::valueOf));
      boolean fresh = since.plus(KEPT).isAfter(clock.instant());
      if (fresh || all.tls() == TlsOffer.SEEN) {
        HostNotes kept = fresh ? all : HostNotes.NONE.withTlsSeen();
        into.put(new Server(words[0], Integer.parseInt(words[1])), new Entry(kept, since));
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      details.accept("%s has a line that nobody can read".formatted(file));
    }
  }

  private void forgetTheOldest() {
    var plain =
        known().entrySet().stream().filter(e -> e.getValue().notes().tls() != TlsOffer.SEEN);
    List<Server> order =
        Stream.concat(plain.map(Map.Entry::getKey), known().keySet().stream()).distinct().toList();
    order.stream().limit(Math.max(0, known().size() - MAX_HOSTS)).forEach(known()::remove);
  }

  private static Optional<String> told(String word) {
    return word.equals(NOTHING) ? Optional.empty() : Optional.of(word);
  }

  private static String text(Optional<? extends Enum<?>> value) {
    return value.<String>map(Enum::name).orElse(NOTHING);
  }

  /// By another file and a rename, so that two at once leave one of both and never a mixture.
  private void write() throws IOException {
    forgetTheOldest();
    var text = new StringBuilder();
    known()
        .entrySet()
        .forEach(entry ->
            text.append(
                "%s %d %s %s %s %s\n"
                    .formatted(
                        entry.getKey().host(),
                        entry.getKey().port(),
                        text(entry.getValue().notes().dataWay()),
                        entry.getValue().notes().tls(),
                        text(entry.getValue().notes().highestTls()),
                        entry.getValue().since())));
    Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
    Files.createDirectories(directory);
    Path fresh = Files.createTempFile(directory, "hosts", "");
    try {
      Files.writeString(fresh, text, StandardCharsets.ISO_8859_1);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
