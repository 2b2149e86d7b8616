package io.ferryftp.tests.harness;

import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.MemoryStorage;
import io.ferryftp.testkit.TestFtpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// A [TestFtpServer] with the account of [Launch#USER], and clients for it.
public final class EmbeddedServer implements AutoCloseable {
  private final TestFtpServer server;
  private final Closeable storage;

  private EmbeddedServer(TestFtpServer server, Closeable storage) {
    this.server = server;
    this.storage = storage;
  }

  /// Serves a directory of the local disk.
  ///
  /// @param data the server's own state, outside of the directory
  public static EmbeddedServer over(
      Path directory, Path data, UnaryOperator<ServerConfig.Builder> change) throws IOException {
    var storage = LocalStorage.open(data, Symlinks.INSIDE, Durability.RELAXED);
    try {
      return start(storage, storage, directory.toString(), change);
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /// Serves a storage to the account, whose home is `home`.
  public static EmbeddedServer over(
      Storage storage, String home, UnaryOperator<ServerConfig.Builder> change) {
    return start(storage, () -> {}, home, change);
  }

  /// Serves files in memory.
  public static EmbeddedServer inMemory(UnaryOperator<ServerConfig.Builder> change) {
    return start(new MemoryStorage(), () -> {}, "/", change);
  }

  private static EmbeddedServer start(
      Storage storage, Closeable owned, String home, UnaryOperator<ServerConfig.Builder> change) {
    var server =
        TestFtpServer.builder()
            .user(Launch.USER)
            .password(Launch.PASSWORD)
            .storage(storage, home)
            .change(change)
            .start();
    return new EmbeddedServer(server, owned);
  }

  /// Where control connections come in.
  public InetSocketAddress control() {
    return server.address();
  }

  /// The server itself.
  public FtpServer server() {
    return server.engine();
  }

  /// The server with what the test kit knows of it.
  public TestFtpServer kit() {
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
