package io.ferryftp.tests.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Authenticator;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.testkit.MemoryStorage;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What fails around the server is told or survived, and never opens a door.
@Timeout(60)
final class EnvironmentTest {
  @Test
  void nobodyGetsInWhereAccountsCannotBeRead() throws IOException {
    Authenticator locked =
        (_, _) -> {
          throw new IOException("the accounts are locked");
        };
    try (var server = FtpServer.start(ServerConfig.builder(locked, new MemoryStorage()).build());
        var client = ControlClient.connect(server.control())) {
      for (String name : new String[] {Launch.USER, "anonymous", "root"}) {
        client.expect(331, "USER " + name);
        assertThat(client.ask("PASS " + Launch.PASSWORD).code()).isIn(421, 530);
        if (!name.equals("root")) {
          client.expect(530, "PWD");
        }
      }
    }
  }

  @Test
  void aListenerThatFailsHarmsNobody() throws IOException {
    try (var server =
            EmbeddedServer.inMemory(config ->
                config.listener(_ -> {
                  throw new IllegalStateException("the log's disk is full");
                }));
        var client = server.login()) {
      assertThat(client.upload("STOR f", new byte[1000]).code()).isEqualTo(226);
      assertThat(client.download("RETR f")).hasSize(1000);
      client.expect(221, "QUIT");
    }
  }
}
