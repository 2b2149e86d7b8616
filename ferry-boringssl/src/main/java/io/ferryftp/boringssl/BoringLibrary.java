package io.ferryftp.boringssl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;

/// The native library: taken from its jar to a private file, loaded, and the file removed, unless
/// there is a directory to keep it in.
final class BoringLibrary {
  /// The system property that names such a directory: one in which nobody else can write.
  private static final String DIRECTORY = "io.ferryftp.boringssl.directory";

  private BoringLibrary() {}

  /// Loads it once, in whichever thread asks first.
  private static final class Loaded {
    static final Optional<String> OBSTACLE = load();
  }

  /// Why there is no BoringSSL here; empty if it is loaded.
  static Optional<String> obstacle() {
    return Loaded.OBSTACLE;
  }

  @SuppressWarnings("restricted")
  private static Optional<String> load() {
    String platform = platform(System.getProperty("os.name"), System.getProperty("os.arch"));
    String name = "libnetty_tcnative_" + platform;
    Optional<Path> kept =
        Optional.ofNullable(System.getProperty(DIRECTORY))
            .map(directory -> Path.of(directory, name));
    try {
      if (kept.filter(Files::isRegularFile).isPresent()) {
        System.load(kept.get().toAbsolutePath().toString());
      } else if (!unpack(name, kept)) {
        return Optional.of("there is no library for " + platform);
      }
      BoringSsl.initialize();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("its library cannot be put into a file (" + e.getMessage() + ")");
    } catch (UnsatisfiedLinkError | IllegalCallerException | SecurityException e) {
      return Optional.of("its library does not load (" + e.getMessage() + ")");
    }
  }

  /// @return whether there is such a library
  @SuppressWarnings("restricted")
  private static boolean unpack(String name, Optional<Path> kept) throws IOException {
    try (InputStream library =
        BoringLibrary.class.getClassLoader().getResourceAsStream("META-INF/native/" + name)) {
      if (library == null) {
        return false;
      }
      // The library wants to be called by its name. The directory is the user's alone.
      Path directory = Files.createTempDirectory("ferry-boringssl-");
      Path file = directory.resolve(name);
      try {
        Files.copy(library, file);
        System.load(file.toAbsolutePath().toString());
        if (kept.isPresent()) {
          keep(file, kept.get());
        }
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(directory);
      }
      return true;
    }
  }

  /// By a rename: whoever starts meanwhile sees all of it or nothing.
  private static void keep(Path file, Path kept) {
    Path fresh = kept.resolveSibling(kept.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.copy(file, fresh);
      Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      System.getLogger(BoringLibrary.class.getName())
          .log(System.Logger.Level.DEBUG, "the next start takes longer", e);
    }
  }

  /// The end of the library's name.
  static String platform(String system, String machine) {
    String lower = system.toLowerCase(Locale.ROOT);
    boolean mac = lower.contains("mac");
    String processor =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch_64";
          default -> machine;
        };
    return (mac ? "osx" : lower.contains("linux") ? "linux" : lower.replace(' ', '_'))
        + "_"
        + processor
        + (mac ? ".jnilib" : ".so");
  }
}
