package io.ferryftp.server.tls;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.config.CertificateSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Certificates from files, which may be replaced while the server runs. They are looked at when a
/// certificate is asked for, at most once in [#LOOK_EVERY]; running sessions keep what they have.
///
/// A new file that cannot be used changes nothing but is told of: one that is half written, or a
/// certificate whose key has not been replaced yet. It is read again when it changes again.
public final class CertificateFiles implements CertificateSource {
  /// How old an answer may be.
  public static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /// Where one certificate is, as [KeyFiles#read] takes it.
  public record Place(Path certificates, Optional<Path> key, Optional<Secret> password) {}

  private final List<WatchedPair> pairs;
  private final Consumer<String> listener;
  private final LongSupplier clock;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile long looked;

  /// Reads all of them.
  ///
  /// @param places the standard one first
  /// @param listener hears one sentence when files have changed, whether they could be used or not
  /// @throws IOException if one cannot be read, in a sentence
  public CertificateFiles(List<Place> places, Consumer<String> listener) throws IOException {
    this(places, listener, System::nanoTime);
  }

  CertificateFiles(List<Place> places, Consumer<String> listener, LongSupplier clock)
      throws IOException {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a server needs a certificate");
    }
    this.listener = listener;
    this.clock = clock;
    this.looked = clock.getAsLong();
    this.pairs = List.copyOf(read(places));
  }

  private static List<WatchedPair> read(List<Place> places) throws IOException {
    var read = new ArrayList<WatchedPair>();
    for (Place place : places) {
      read.add(new WatchedPair(place));
    }
    return read;
  }

  @Override
  public KeyMaterial standard() {
    look();
    return pairs.getFirst().material();
  }

  @Override
  public Optional<KeyMaterial> forName(String name) {
    look();
    Stream<KeyMaterial> all = pairs.stream().map(WatchedPair::material);
    return all.filter(one -> CertificateNames.of(one.certificate()).cover(name)).findFirst();
  }

  /// Whoever comes while another one looks gets what there is.
  private void look() {
    if (clock.getAsLong() - looked >= LOOK_EVERY.toNanos() && looking.tryLock()) {
      try {
        looked = clock.getAsLong();
        for (WatchedPair pair : pairs) {
          lookAt(pair);
        }
      } finally {
        looking.unlock();
      }
    }
  }

  private void lookAt(WatchedPair pair) {
    String name = WireText.printable(pair.place().certificates().toString());
    try {
      if (pair.readIfChanged()) {
        listener.accept(
            "The certificate in %s has changed: new connections are shown %s"
                .formatted(name, Fingerprint.of(pair.material().certificate())));
      }
    } catch (IOException e) {
      listener.accept(
          "The certificate in %s has changed and cannot be used, so the old one stays: %s"
              .formatted(name, WireText.printable(String.valueOf(e.getMessage()))));
    }
  }
}
