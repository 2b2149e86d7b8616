package io.ferryftp.tests.peers;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.Security;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Ferry itself, as the program.
final class FerryServer implements PeerServer {
  private record Running(FerryProcess process, Optional<InetSocketAddress> implicit)
      implements RunningServer {
    @Override
    public InetSocketAddress control() {
      return implicit.orElseGet(process::control);
    }

    @Override
    public String log() {
      return process.said();
    }

    @Override
    public void close() {
      try {
        process.kill();
      } catch (InterruptedException e) {
        process.close();
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String name() {
    return "ferry";
  }

  @Override
  public Set<Protection.Beginning> beginnings() {
    return EnumSet.allOf(Protection.Beginning.class);
  }

  @Override
  public RunningServer start(Site site) throws IOException {
    String host = site.isIpv6() ? "[" + site.host() + "]" : site.host();
    Launch launch = Launch.serve(site.served(), site.scratch());
    if (site.protection().isEmpty()) {
      return new Running(launch.listen(host + ":" + site.port()).start(), Optional.empty());
    }
    CertificateFiles files = Protection.certificate(site);
    launch =
        launch
            .with("--tls", site.isProtectionRequired() ? "required" : "optional")
            .with("--cert", files.chain().toString(), "--key", files.key().toString());
    if (site.protection().get().only().isPresent()) {
      launch = launch.virtualMachine("-Djava.security.properties=" + versions(site));
    }
    if (site.isImplicit()) {
      launch = launch.with("--implicit-listen", host + ":" + site.port());
      return new Running(launch.listen(host + ":0").start(), Optional.of(site.control()));
    }
    return new Running(launch.listen(host + ":" + site.port()).start(), Optional.empty());
  }

  /// Ferry has no setting for this; the JVM has.
  private static Path versions(Site site) throws IOException {
    TlsVersion only = site.protection().orElseThrow().version();
    String others =
        Stream.of(TlsVersion.values())
            .filter(version -> version != only)
            .map(version -> ", " + version.word())
            .collect(Collectors.joining());
    return site.write(
        "java.security",
        "jdk.tls.disabledAlgorithms=%s%s%n"
            .formatted(Security.getProperty("jdk.tls.disabledAlgorithms"), others));
  }
}
