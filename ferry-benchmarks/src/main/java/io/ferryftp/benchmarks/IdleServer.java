package io.ferryftp.benchmarks;

import io.ferryftp.account.Account;
import io.ferryftp.account.Authenticator;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The server of [ServerProcess]: prints its port, then for every line on standard input, which is
/// a number of sessions, waits until there are just so many, none of which has a platform thread,
/// and prints the heap in use after a collection, in bytes. Ends, and leaves nothing behind, when
/// there are no more lines.
///
/// Arguments: a [Protection], and the directory to serve or nothing for an empty one.
final class IdleServer {
  static final String USER = "bench";
  static final String PASSWORD = "bench";

  private static final Duration LOOK_EVERY = Duration.ofMillis(10);
  private static final Object CHANGE = new Object();

  private IdleServer() {}

  public static void main(String[] args) throws Exception {
    Path empty = Files.createTempDirectory("ferry-idle");
    Path home = args[1].isEmpty() ? empty : Path.of(args[1]);
    Path data = Files.createTempDirectory("ferry-idle-data");
    Protection protection = Protection.valueOf(args[0]);
    var account = new Account(USER, home.toString(), Permission.ALL);
    var password = Secret.of(PASSWORD);
    Authenticator accounts =
        (credentials, _) ->
            switch (credentials) {
              case Credentials.Password(var name, var given) ->
                  name.equals(USER) && given.matches(password)
                      ? Optional.of(account)
                      : Optional.empty();
              case Credentials.Certificate _ -> Optional.empty();
            };
    try (LocalStorage storage = LocalStorage.open(data, Symlinks.INSIDE, Durability.RELAXED);
        FtpServer server = FtpServer.start(config(accounts, storage, protection))) {
      System.out.println(server.control().getPort());
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        await(server, Integer.parseInt(line));
        System.gc();
        var runtime = Runtime.getRuntime();
        System.out.println(runtime.totalMemory() - runtime.freeMemory());
      }
    } finally {
      delete(empty);
      delete(data);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// A session is gone a moment after its last event: so it is looked at again soon, too.
  private static void await(FtpServer server, int sessions) throws InterruptedException {
    synchronized (CHANGE) {
      while (server.sessions() != sessions || hot()) {
        CHANGE.wait(LOOK_EVERY.toMillis());
      }
    }
  }

  /// Whether a platform thread of a session lives: its stack and buffers are no idle session's.
  private static boolean hot() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("ferry-hot"));
  }

  private static void changed() {
    synchronized (CHANGE) {
      CHANGE.notifyAll();
    }
  }

  private static ServerConfig config(
      Authenticator accounts, LocalStorage storage, Protection protection)
      throws IOException, InterruptedException {
    ServerConfig plain = ServerConfig.builder(accounts, storage).listener(_ -> changed()).build();
    return protection == Protection.NONE
        ? plain
        : plain.toBuilder()
            .tls(ServerTls.with(CertificateSource.of(BenchCertificate.make())))
            .build();
  }
}
