package io.ferryftp.benchmarks;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.FtpException;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A vsftpd that runs as whoever starts it, and lets everybody read and write one directory, in
/// clear and under TLS. It is the installed one, or the one that `.ci/peers target/peers` unpacked.
final class Vsftpd implements Closeable {
  static final String HOST = "127.0.0.1";

  private static final Duration START = Duration.ofSeconds(10);

  private final Process process;
  private final int port;

  private Vsftpd(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Starts it and waits until it answers.
  ///
  /// @param directory for its files, with `served` in it
  static Vsftpd start(Path directory) throws IOException, InterruptedException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path key = makeCertificate(directory);
    Path config = directory.resolve("vsftpd.conf");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Files.writeString(
        config,
        """
        listen=YES
        background=NO
        listen_address=%s
        listen_port=%d
        anonymous_enable=YES
        anon_root=%s
        anon_world_readable_only=NO
        anon_upload_enable=YES
        anon_other_write_enable=YES
        write_enable=YES
        allow_writeable_chroot=YES
        no_anon_password=YES
        ftp_username=%s
        run_as_launching_user=YES
        secure_chroot_dir=%s
        seccomp_sandbox=NO
        isolate=NO
        isolate_network=NO
        xferlog_enable=NO
        ssl_enable=YES
        allow_anon_ssl=YES
        force_local_data_ssl=NO
        force_local_logins_ssl=NO
        require_ssl_reuse=NO
        ssl_tlsv1=YES
        ssl_ciphers=HIGH
        rsa_cert_file=%s
        rsa_private_key_file=%s
        """
            .formatted(
                HOST,
                port,
                directory.resolve("served"),
                System.getProperty("user.name"),
                empty,
                key,
                key));
    var vsftpd = new Vsftpd(new ProcessBuilder(command(config)).inheritIO().start(), port);
    long start = System.nanoTime();
    while (!vsftpd.answers()) {
      if (vsftpd.process.waitFor(20, TimeUnit.MILLISECONDS)
          || System.nanoTime() - start > START.toNanos()) {
        ((Runnable) vsftpd::close).run();
        throw new IOException("vsftpd does not answer");
      }
    }
    return vsftpd;
  }

  int port() {
    return port;
  }

  private boolean answers() {
    // Nobody vouches for its certificate.
    ClientTls clear = ClientTls.DEFAULT.withMode(TlsMode.OFF);
    ClientConfig config = ClientConfig.builder(HOST).port(port).tls(clear).build();
    try (FtpClient client = FtpClient.connect(config)) {
      client.quit();
      return true;
    } catch (FtpException notYet) {
      return false;
    }
  }

  /// One file with a certificate and its key, by `openssl`.
  private static Path makeCertificate(Path directory) throws IOException, InterruptedException {
    Path key = directory.resolve("key.pem");
    Process openssl =
        new ProcessBuilder(
                List.of(
                    "openssl",
                    "req",
                    "-x509",
                    "-newkey",
                    "ec",
                    "-pkeyopt",
                    "ec_paramgen_curve:P-256",
                    "-nodes",
                    "-days",
                    "2",
                    "-subj",
                    "/CN=localhost",
                    "-keyout",
                    key.toString(),
                    "-out",
                    directory.resolve("cert.pem").toString()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (openssl.waitFor() != 0) {
      throw new IOException("openssl makes no certificate");
    }
    Files.writeString(key, Files.readString(key) + Files.readString(directory.resolve("cert.pem")));
    return key;
  }

  private static List<String> command(Path config) throws IOException {
    Path root = Path.of("target/peers/vsftpd/root");
    Path unpacked = root.resolve("usr/sbin/vsftpd");
    if (!Files.exists(unpacked)) {
      return List.of("vsftpd", config.toString());
    }
    try (Stream<Path> libraries = Files.list(root.resolve("usr/lib"))) {
      String path = String.join(":", libraries.map(Path::toString).toList());
      return List.of("env", "LD_LIBRARY_PATH=" + path, unpacked.toString(), config.toString());
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
