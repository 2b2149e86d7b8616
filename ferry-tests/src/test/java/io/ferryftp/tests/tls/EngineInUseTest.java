package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import io.ferryftp.server.tls.Engines;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.EnginePass;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The engine of TLS that servers use is the one that this pass over the suites is about: one that
/// fell back in silence would be proved by nobody. Servers are not asked for it, but looked at.
final class EngineInUseTest {
  private static final String LIBRARY = "libnetty_tcnative";
  private static final Set<String> PLACES_WITH_A_LIBRARY =
      Set.of("Linux amd64", "Linux aarch64", "Mac OS X aarch64");

  private static final Login LOGIN = Login.of(Launch.USER, Secret.of(Launch.PASSWORD));

  @TempDir private Path directory = Path.of("");

  @BeforeEach
  void thereIsALibrary() {
    String here = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    Assumptions.assumeTrue(
        isJsse() || PLACES_WITH_A_LIBRARY.contains(here), "there is no BoringSSL for " + here);
  }

  private static boolean isJsse() {
    return EnginePass.current() == EnginePass.JSSE;
  }

  @Test
  void serversSaySo() {
    assertThat(Engines.inUse(TlsEngine.AUTO)).isEqualTo(isJsse() ? "JSSE" : "BoringSSL");
  }

  /// A certificate is asked for in the midst of a handshake, by the engine that makes it.
  @ParameterizedTest
  @EnumSource(TlsVersion.class)
  void handshakesOfThisProcessAreItsWork(TlsVersion version) throws IOException {
    var asked = new Callers();
    try (var server =
            TestFtpServer.builder()
                .tls(Tls.REQUIRED)
                .change(config -> config.tls(ServerTls.with(asked)))
                .start();
        var client = TlsClient.loggedIn(server, version)) {
      assertThat(client.upload("STOR a", "hello")).startsWith("226");
      assertThat(asked.packages)
          .contains(isJsse() ? "sun.security.ssl" : "io.ferryftp.boringssl")
          .doesNotContain(isJsse() ? "io.ferryftp.boringssl" : "sun.security.ssl");
    }
  }

  /// The program has the library of BoringSSL in its memory, or has not.
  @Test
  void handshakesOfTheProgramAreItsWork() throws IOException {
    var launch =
        Launch.serve(
                Files.createDirectory(directory.resolve("served")), directory.resolve("scratch"))
            .listen("127.0.0.1:0");
    try (var server = launch.start();
        var client = FtpClient.open(config(server.control().getPort()), LOGIN)) {
      Path maps = Path.of("/proc", Long.toString(server.pid()), "maps");
      Assumptions.assumeTrue(Files.isReadable(maps), "no /proc to look into a process");
      assertThat(client.workingDirectory()).isEqualTo("/");
      assertThat(Files.readString(maps, StandardCharsets.ISO_8859_1).contains(LIBRARY))
          .as("the library is loaded")
          .isNotEqualTo(isJsse());
    }
  }

  private static ClientConfig config(int port) {
    return ClientConfig.builder("127.0.0.1")
        .port(port)
        .tls(ClientTls.DEFAULT.withMode(TlsMode.EXPLICIT).withTrust(new ServerTrust.Anybody()))
        .build();
  }

  /// A certificate of the test kit, and the packages of whoever has asked for it.
  private static final class Callers implements CertificateSource {
    private final Set<String> packages = ConcurrentHashMap.newKeySet();

    @Override
    public KeyMaterial standard() {
      packages.addAll(
          StackWalker.getInstance()
              .walk(frames ->
                  frames
                      .map(frame -> frame.getClassName().replaceFirst("\\.[^.]*$", ""))
                      .collect(Collectors.toSet())));
      return TestCertificates.server();
    }

    @Override
    public Optional<KeyMaterial> forName(String name) {
      return Optional.of(standard());
    }
  }
}
