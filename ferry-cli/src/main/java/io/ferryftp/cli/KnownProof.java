package io.ferryftp.cli;

import io.ferryftp.server.config.TlsProof;
import io.ferryftp.server.tls.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Security;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Remembers that this JVM, with these settings and certificates, has bound data connections under
/// TLS to their control connections, so that a start need not wait for it to be tried again.
///
/// `tls/proof` in the data directory, which belongs to the server alone, has one digest over all
/// that the outcome rests on. Whatever differs, or cannot be read, means that nothing is known.
final class KnownProof {
  private final Path file;
  private final List<Path> keys;
  private final String engine;

  private KnownProof(Path file, List<Path> keys, String engine) {
    this.file = file;
    this.keys = keys;
    this.engine = engine;
  }

  /// What is remembered in this data directory.
  static KnownProof of(Path data, TlsPlan plan) {
    List<Path> keys =
        plan.certificates().isEmpty()
            ? List.of(new SelfSigned(data).file())
            : plan.certificates().stream()
                .flatMap(one -> Stream.concat(Stream.of(one.certificates()), one.key().stream()))
                .toList();
    return new KnownProof(data.resolve("tls/proof"), keys, Engines.inUse(plan.engine()));
  }

  private String facts() throws IOException {
    MessageDigest sha = sha256();
    for (Path key : keys) {
      sha.update(Files.readAllBytes(key));
    }
    var facts = new ArrayList<String>();
    facts.add(engine);
    for (String name :
        List.of("vm.version", "vm.vendor", "class.path", "home", "runtime.version")) {
      facts.add(System.getProperty("java." + name, ""));
    }
    facts.add(
        Files.getLastModifiedTime(Path.of(System.getProperty("java.home"), "lib/modules"))
            .toString());
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("jdk.tls.") || name.startsWith("javax.net."))
        .sorted()
        .forEach(name -> facts.add(name + "=" + System.getProperty(name)));
    for (String name : List.of("jdk.tls.disabledAlgorithms", "jdk.tls.legacyAlgorithms")) {
      facts.add(Optional.ofNullable(Security.getProperty(name)).orElse(""));
    }
    sha.update(String.join("\n", facts).getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(sha.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Whether the same has been seen to work.
  TlsProof proof() {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1).equals(facts())
          ? TlsProof.KNOWN
          : TlsProof.TRIED_FIRST;
    } catch (NoSuchFileException e) {
      return TlsProof.TRIED_FIRST; // As at every first start.
    } catch (IOException e) {
      System.getLogger(KnownProof.class.getName())
          .log(System.Logger.Level.DEBUG, "it is tried again", e);
      return TlsProof.TRIED_FIRST;
    }
  }

  /// Remembers it from now on.
  void keep() {
    try {
      Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
      Files.createDirectories(directory);
      Path fresh = Files.createTempFile(directory, "new", "");
      Files.writeString(fresh, facts(), StandardCharsets.ISO_8859_1);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger(KnownProof.class.getName())
          .log(System.Logger.Level.DEBUG, "the next start takes longer", e);
    }
  }

  /// Remembers nothing from now on.
  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.getLogger(KnownProof.class.getName())
          .log(System.Logger.Level.WARNING, file + " has to be deleted by hand", e);
    }
  }
}
