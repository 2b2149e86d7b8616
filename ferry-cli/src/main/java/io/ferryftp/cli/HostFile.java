package io.ferryftp.cli;

import io.ferryftp.client.config.HostMemory;
import io.ferryftp.protocol.data.DataWay;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What `ferry` remembers of servers from one run to the next: the way that led to a data
/// connection when others had failed, so that a firewall costs its wait once and not each time.
///
/// One line a server, `host port way time`, in a file that may be deleted at any time; what is
/// older than [#KEPT], or no such line, counts for nothing. A file that cannot be read or written
/// is told to whoever wants details, and stops nobody.
final class HostFile implements HostMemory {
  /// How long a line counts: firewalls change, and the first choice is better where it works.
  static final Duration KEPT = Duration.ofDays(30);

  /// The most servers; the oldest go.
  static final int MAX_HOSTS = 1000;

  private static final long MAX_OCTETS = 1 << 20;

  private final Path file;
  private final InstantSource clock;
  private final Consumer<String> details;
  private Optional<Map<Server, Way>> known = Optional.empty();

  private record Server(String host, int port) {}

  private record Way(DataWay way, Instant since) {}

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
  public synchronized Optional<DataWay> dataWay(String host, int port) {
    return Optional.ofNullable(known().get(new Server(host, port))).map(Way::way);
  }

  @Override
  public synchronized void remember(String host, int port, DataWay way) {
    var server = new Server(host, port);
    known().remove(server); // It is the newest now.
    known().put(server, new Way(way, clock.instant()));
    try {
      write();
    } catch (IOException e) {
      details.accept("%s cannot be written: %s".formatted(file, e.getMessage()));
    }
  }

  private Map<Server, Way> known() {
    if (known.isEmpty()) {
      known = Optional.of(read());
    }
    return known.get();
  }

  private Map<Server, Way> read() {
    var read = new LinkedHashMap<Server, Way>();
    try {
      if (Files.size(file) <= MAX_OCTETS) {
        for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
          take(line, read);
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was worth remembering yet.
      return read;
    } catch (IOException e) {
      details.accept("%s cannot be read: %s".formatted(file, e.getMessage()));
    }
    return read;
  }

  private void take(String line, Map<Server, Way> into) {
    String[] words = line.split(" ", -1);
    if (words.length != 4) {
      return;
    }
    try {
      Instant since = Instant.parse(words[3]);
      if (since.plus(KEPT).isAfter(clock.instant())) {
        into.put(
            new Server(words[0], Integer.parseInt(words[1])),
            new Way(DataWay.valueOf(words[2]), since));
      }
    } catch (DateTimeParseException | IllegalArgumentException e) {
      details.accept("%s has a line that nobody can read".formatted(file));
    }
  }

  /// By another file and a rename, so that two at once leave one of both and never a mixture.
  private void write() throws IOException {
    var text = new StringBuilder();
    known().entrySet().stream()
        .skip(Math.max(0, known().size() - MAX_HOSTS))
        .forEach(entry ->
            text.append(
                "%s %d %s %s\n"
                    .formatted(
                        entry.getKey().host(),
                        entry.getKey().port(),
                        entry.getValue().way(),
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
