package io.ferryftp.benchmarks;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Keys and certificates for servers that live as long as a measurement.
public final class BenchCertificate {
  private static final String PASSWORD = "benchbench";

  private BenchCertificate() {}

  /// Makes one of ECDSA P-256 for `localhost`, by the JDK's own tool: the JDK has no interface for
  /// it.
  public static KeyMaterial make() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("ferry-bench-key");
    Path file = directory.resolve("certificate.p12");
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-alias",
                "bench",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("keytool made no certificate, status " + status);
    }
    KeyMaterial made = KeyFiles.read(file, Optional.empty(), Optional.of(Secret.of(PASSWORD)));
    Files.delete(file);
    Files.delete(directory);
    return made;
  }
}
