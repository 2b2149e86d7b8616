package io.ferryftp.benchmarks;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The server of [IdleSessions], in a process of its own: prints its port, then for every line on
/// standard input the heap in use after a collection, in bytes.
final class IdleServer {
  static final String USER = "bench";
  static final String PASSWORD = "bench";

  private IdleServer() {}

  public static void main(String[] args) throws Exception {
    Path home = Files.createTempDirectory("ferry-idle");
    Path data = Files.createTempDirectory("ferry-idle-data");
    var account = new Account(USER, home.toString(), Permission.ALL);
    var password = Secret.of(PASSWORD);
    try (LocalStorage storage = LocalStorage.open(data, Symlinks.INSIDE, Durability.RELAXED);
        FtpServer server =
            FtpServer.start(
                ServerConfig.builder(
                        (credentials, _) ->
                            switch (credentials) {
                              case io.ferryftp.account.Credentials.Password(var name, var given) ->
                                  name.equals(USER) && given.matches(password)
                                      ? Optional.of(account)
                                      : Optional.empty();
                            },
                        storage)
                    .build())) {
      System.out.println(server.control().getPort());
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      while (in.readLine() != null) {
        System.gc();
        var runtime = Runtime.getRuntime();
        System.out.println(runtime.totalMemory() - runtime.freeMemory());
      }
    } finally {
      Files.deleteIfExists(home);
    }
  }
}
