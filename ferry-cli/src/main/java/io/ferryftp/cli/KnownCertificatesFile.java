package io.ferryftp.cli;

import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The certificates of servers that somebody said yes to, in a file that people can edit.
///
/// One line a server, `host port sha256:digits time`; empty lines and those that begin with `#` are
/// kept as they are. A file that cannot be read, or has any other line, is a failure: nothing is
/// trusted then, and nothing is written over it.
final class KnownCertificatesFile implements KnownCertificates {
  /// The most octets that are read; some thousand servers.
  static final int MAX_OCTETS = 1 << 20;

  private static final int WORDS = 4;

  // One lock of the system for each process: threads of one have to take turns by themselves.
  private static final Object TURNS = new Object();

  private final Path file;
  private final InstantSource clock;

  private record Line(String host, int port, Fingerprint certificate, Instant since) {
    String text() {
      return "%s %d sha256:%s %s".formatted(host, port, certificate.hex(), since);
    }
  }

  KnownCertificatesFile(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /// Where it is for this user: in `XDG_CONFIG_HOME`, else `~/.config`, because it says what
  /// somebody decided, and nothing can make it anew.
  static Path standard(Map<String, String> environment) {
    String given = environment.getOrDefault("XDG_CONFIG_HOME", "");
    Path config =
        given.startsWith("/")
            ? Path.of(given)
            : UnixUser.current(environment).home().resolve(".config");
    return config.resolve("ferry/known_certificates");
  }

  Path file() {
    return file;
  }

  @Override
  public Optional<Fingerprint> find(String host, int port) throws IOException {
    // The last one counts: it is the one that was added last by hand.
    Optional<Fingerprint> found = Optional.empty();
    for (String text : lines()) {
      Optional<Line> line = line(text);
      if (line.filter(known -> isOf(known, host, port)).isPresent()) {
        found = line.map(Line::certificate);
      }
    }
    return found;
  }

  @Override
  public void remember(String host, int port, Fingerprint certificate) throws IOException {
    Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
    synchronized (TURNS) {
      Files.createDirectories(directory, mode("rwx------"));
      try (var channel =
              FileChannel.open(
                  directory.resolve("known_certificates.lock"),
                  Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                  mode("rw-------"));
          var _ = channel.lock()) {
        var lines = new ArrayList<String>();
        for (String text : lines()) {
          if (line(text).filter(known -> isOf(known, host, port)).isEmpty()) {
            lines.add(text);
          }
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        lines.add(new Line(host.toLowerCase(Locale.ROOT), port, certificate, now).text());
        replace(directory, lines);
      }
    }
  }

  private void replace(Path directory, List<String> lines) throws IOException {
    Path fresh = Files.createTempFile(directory, "known", "", mode("rw-------"));
    try {
      Files.write(fresh, lines, StandardCharsets.UTF_8);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private List<String> lines() throws IOException {
    if (Files.exists(file)) {
      requireOurs();
    }
    try (var in = Files.newInputStream(file)) {
      byte[] octets = in.readNBytes(MAX_OCTETS + 1);
      if (octets.length > MAX_OCTETS) {
        throw new IOException("%s has more than %d octets".formatted(file, MAX_OCTETS));
      }
      return new String(octets, StandardCharsets.UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.nio.file.FileSystemException e) {
      throw new IOException(file + " cannot be read; check its permissions", e);
    }
  }

  /// A file that everybody may write says what anybody wants; and no other thing than a file is
  /// waited for.
  private void requireOurs() throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + " is not a file");
    }
    if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new IOException(
          "%s can be written by everybody; look what is in it, then chmod 600 it".formatted(file));
    }
  }

  /// What a line says; empty if it is for people.
  private Optional<Line> line(String text) throws IOException {
    if (text.isBlank() || text.startsWith("#")) {
      return Optional.empty();
    }
    String[] words = text.strip().split("\\s+", -1);
    Optional<Fingerprint> certificate =
        words.length == WORDS ? Fingerprint.parse(words[2]) : Optional.empty();
    if (certificate.isEmpty() || !words[1].matches("[0-9]{1,5}")) {
      throw new IOException(
          "%s has a line that nobody can read; correct or delete it".formatted(file));
    }
    try {
      return Optional.of(
          new Line(
              words[0], Integer.parseInt(words[1]), certificate.get(), Instant.parse(words[3])));
    } catch (java.time.DateTimeException e) {
      throw new IOException("%s has a line without time; correct or delete it".formatted(file), e);
    }
  }

  private static boolean isOf(Line line, String host, int port) {
    return line.port() == port && line.host().equalsIgnoreCase(host);
  }

  private FileAttribute<?>[] mode(String mode) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
