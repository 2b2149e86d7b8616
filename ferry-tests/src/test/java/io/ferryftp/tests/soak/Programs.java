package io.ferryftp.tests.soak;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// The files of one worker, there and back by clients that people use; compared by their SHA-256.
final class Programs {
  private static final int MOST_OCTETS = 300_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InetSocketAddress control;
  private final Path served;
  private final Path scratch;
  private final String worker;
  private final Random random;

  /// @param served what the server serves
  /// @param scratch of this worker alone
  /// @param worker its name, with which those of its files begin
  Programs(InetSocketAddress control, Path served, Path scratch, String worker, Random random) {
    this.control = control;
    this.served = served;
    this.scratch = scratch;
    this.worker = worker;
    this.random = random;
  }

  private byte[] content() {
    return SampleFile.content(random.nextLong(), random.nextInt(MOST_OCTETS));
  }

  private static void same(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + " is damaged: " + found + " instead of " + expected);
    }
  }

  /// Ferry's own client: files there and back, a listing, a name that goes.
  void ferry() throws IOException {
    DataMode mode = random.nextBoolean() ? DataMode.PASSIVE_ONLY : DataMode.ACTIVE_ONLY;
    TlsMode tls = random.nextBoolean() ? TlsMode.EXPLICIT : TlsMode.OFF;
    var config =
        ClientConfig.builder("127.0.0.1")
            .port(control.getPort())
            .dataMode(mode)
            .tls(ClientTls.DEFAULT.withMode(tls).withTrust(new ServerTrust.Anybody()))
            .build();
    var login = Login.of(Launch.USER, Secret.of(Launch.PASSWORD));
    try (FtpClient client = FtpClient.open(config, login)) {
      for (int i = 0; i < 3; i++) {
        byte[] content = content();
        String name = worker + "-" + random.nextInt(4) + ".bin";
        Path local = Files.write(scratch.resolve("up"), content);
        client.store(local, name, Resume.NO);
        same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
        Path back = scratch.resolve("down");
        Files.deleteIfExists(back);
        client.retrieve(name, back, Resume.NO);
        same(name + " fetched", Sha256.of(content), Sha256.of(back));
        if (client.list("").stream().noneMatch(file -> file.name().equals(name))) {
          throw new AssertionError(name + " is not in the listing");
        }
        if (random.nextBoolean()) {
          client.delete(name);
        }
      }
      client.quit();
    }
  }

  /// curl, there and back.
  void curl() throws IOException, InterruptedException {
    Optional<Peer> curl = Peer.find("curl");
    if (curl.isEmpty()) {
      return;
    }
    byte[] content = content();
    String name = worker + "-curl.bin";
    Path up = Files.write(scratch.resolve("curl-up"), content);
    Path down = scratch.resolve("curl-down");
    String url = "ftp://127.0.0.1:" + control.getPort() + "/" + name;
    // Not active under TLS: some versions of curl then lose the address of their own socket.
    var how =
        switch (random.nextInt(3)) {
          case 0 -> List.of("--ftp-port", "-");
          case 1 -> List.of("--ftp-pasv");
          default -> List.of("--ftp-pasv", "--ssl-reqd");
        };
    String user = Launch.USER + ":" + Launch.PASSWORD;
    var common = List.of("--disable", "--silent", "--show-error", "--insecure", "--user", user);
    for (List<String> what : List.of(List.of("-T", up.toString()), List.of("-o", down + ""))) {
      var arguments = new ArrayList<>(common);
      arguments.addAll(how);
      arguments.addAll(what);
      arguments.add(url);
      curl.get().run(scratch, PATIENCE, arguments).orFail();
    }
    same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
    same(name + " fetched", Sha256.of(content), Sha256.of(down));
  }

  /// lftp, there and back.
  void lftp() throws IOException, InterruptedException {
    Optional<Peer> lftp = Peer.find("lftp");
    if (lftp.isEmpty()) {
      return;
    }
    byte[] content = content();
    String name = worker + "-lftp.bin";
    Path up = Files.write(scratch.resolve("lftp-up"), content);
    Path down = scratch.resolve("lftp-down");
    String script =
        """
        set cmd:fail-exit yes
        set ssl:verify-certificate no
        set ftp:ssl-allow %s
        set ftp:passive-mode %s
        set net:max-retries 2
        set xfer:clobber yes
        open -p %d -u '%s','%s' ftp://127.0.0.1
        put %s -o %s
        get %s -o %s
        """
            .formatted(
                random.nextBoolean() ? "yes" : "no",
                random.nextBoolean() ? "yes" : "no",
                control.getPort(),
                Launch.USER,
                Launch.PASSWORD,
                up,
                name,
                name,
                down);
    Path file = Files.writeString(scratch.resolve("lftp-script"), script);
    lftp.get().run(scratch, PATIENCE, List.of("--norc", "-f", file.toString())).orFail();
    same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
    same(name + " fetched", Sha256.of(content), Sha256.of(down));
  }
}
