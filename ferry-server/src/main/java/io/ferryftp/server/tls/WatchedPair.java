package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// One certificate in files that may be replaced. One thread at a time looks; any may ask.
final class WatchedPair {
  /// What tells that a file is not the same any more. A file that is renamed over another may have
  /// its time and its size, but not its key.
  private record Look(FileTime changed, long octets, Optional<Object> key) {
    static Optional<Look> at(Path file) {
      try {
        var found = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(
            new Look(found.lastModifiedTime(), found.size(), Optional.ofNullable(found.fileKey())));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }

  private final CertificateFiles.Place place;
  private List<Optional<Look>> seen;
  private volatile KeyMaterial material;

  WatchedPair(CertificateFiles.Place place) throws IOException {
    this.place = place;
    this.seen = look();
    this.material = read();
  }

  CertificateFiles.Place place() {
    return place;
  }

  KeyMaterial material() {
    return material;
  }

  /// Reads the files if they are not as they were at the last look; whether that gave another
  /// certificate. What changes while it is read is read again the next time.
  ///
  /// @throws IOException if they have changed and cannot be used
  boolean readIfChanged() throws IOException {
    List<Optional<Look>> now = look();
    if (now.equals(seen)) {
      return false;
    }
    seen = now;
    KeyMaterial read = read();
    boolean another = !Objects.equals(read.chain(), material.chain());
    material = read;
    return another;
  }

  private List<Optional<Look>> look() {
    return Stream.concat(Stream.of(place.certificates()), place.key().stream())
        .map(Look::at)
        .toList();
  }

  private KeyMaterial read() throws IOException {
    return KeyFiles.read(place.certificates(), place.key(), place.password());
  }
}
