package io.ferryftp.tests.harness;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A server in this process, on free ports of the loopback address.
public final class EmbeddedServer implements AutoCloseable {
  private final FtpServer server;
  private final Closeable storage;

  private EmbeddedServer(FtpServer server, Closeable storage) {
    this.server = server;
    this.storage = storage;
  }

  /// Serves a directory of the local disk to the account of [Launch#USER].
  ///
  /// @param data the server's own state, outside of the directory
  public static EmbeddedServer over(
      Path directory, Path data, UnaryOperator<ServerConfig.Builder> change) throws IOException {
    var storage = LocalStorage.open(data, Symlinks.INSIDE, Durability.RELAXED);
    try {
      return start(storage, storage, directory.toString(), change);
    } catch (IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// Serves a storage to the account of [Launch#USER], whose home is `home`.
  public static EmbeddedServer over(
      Storage storage, String home, UnaryOperator<ServerConfig.Builder> change) throws IOException {
    return start(storage, () -> {}, home, change);
  }

  private static EmbeddedServer start(
      Storage storage, Closeable owned, String home, UnaryOperator<ServerConfig.Builder> change)
      throws IOException {
    var account = new Account(Launch.USER, home, Permission.ALL);
    var given = new GivenAccounts.Given(account, Secret.of(Launch.PASSWORD));
    var accounts = new GivenAccounts(List.of(given), Optional.empty());
    var config = change.apply(ServerConfig.builder(accounts, storage)).build();
    return new EmbeddedServer(FtpServer.start(config), owned);
  }

  /// Where control connections come in.
  public InetSocketAddress control() {
    return server.control();
  }

  /// The server itself.
  public FtpServer server() {
    return server;
  }

  /// A client connected and logged in.
  public ControlClient login() throws IOException {
    return ControlClient.connect(control()).login(Launch.USER, Launch.PASSWORD);
  }

  @Override
  public void close() throws IOException {
    server.close();
    storage.close();
  }
}
