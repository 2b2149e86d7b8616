package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A client that is logged in to a server and works in a directory of its own.
///
/// @param server that it met
/// @param client whose working directory is [#here]
/// @param here the working directory on disk
/// @param local a directory for the client's own files
record Encounter(PeerServer server, FtpClient client, Path here, Path local)
    implements AutoCloseable {
  static final Login LOGIN = Login.of(Site.USER, Secret.of(Site.PASSWORD));

  /// Logs in and changes to a new directory.
  static Encounter of(
      PeerServer server, RunningServer running, DataMode mode, Conversation heard, Path base)
      throws IOException {
    return of(server, config(running, mode, heard).build(), base);
  }

  /// The same with a configuration.
  static Encounter of(PeerServer server, ClientConfig config, Path base) throws IOException {
    Path here = Files.createTempDirectory(base.resolve("served"), "here");
    Path local = Files.createTempDirectory(base, "local");
    FtpClient client = FtpClient.open(config, LOGIN);
    try {
      client.changeDirectory(here.getFileName().toString());
      return new Encounter(server, client, here, local);
    } catch (FtpException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  static ClientConfig.Builder config(RunningServer running, DataMode mode, Conversation heard) {
    return ClientConfig.builder(running.control().getAddress().getHostAddress())
        .port(running.control().getPort())
        .dataMode(mode)
        .tls(ClientTls.DEFAULT.withMode(TlsMode.OFF))
        .listener(heard);
  }

  boolean differs(PeerServer.Difference difference) {
    return server.differences().containsKey(difference);
  }

  /// A file that the server has.
  Path served(String name, int size) throws IOException {
    return SampleFile.random(here.resolve(name), name.hashCode() + size, size);
  }

  /// A file that the client has.
  Path own(String name, int size) throws IOException {
    return SampleFile.random(local.resolve(name), name.hashCode() - size, size);
  }

  /// What the server has is what the client sent.
  void assertServed(String name, byte[] expected) throws IOException {
    assertSame(here.resolve(name), expected);
  }

  static void assertSame(Path file, byte[] expected) throws IOException {
    assertThat(file).isRegularFile().hasSize(expected.length);
    assertThat(Sha256.of(file)).as("digest of " + file).isEqualTo(Sha256.of(expected));
  }

  /// The session goes on: it answers, and a file comes whole.
  void assertUsable() throws IOException {
    assertThat(client.workingDirectory()).endsWith("/" + here.getFileName());
    byte[] content = Files.readAllBytes(served("afterwards", 10_000));
    try (var download = client.retrieve("afterwards", TransferOptions.DEFAULT)) {
      assertThat(Sha256.of(download.stream().readAllBytes())).isEqualTo(Sha256.of(content));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
