package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.SessionClosed;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.event.ServerEvent.TransferStarted;
import io.ferryftp.storage.FileTree;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// How sessions end that do not end by QUIT, and what does not end one.
@Timeout(60)
class SessionEndTest {
  private static final byte[] BURST = "NOOP\r\n".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Test
  void clientThatTakesNoRepliesDoesNotHoldUpTheEndOfTheServer() throws Exception {
    var told = new AtomicInteger();
    try (var server =
            EmbeddedServer.inMemory(config -> config.listener(_ -> told.incrementAndGet()));
        ControlClient deaf = server.login()) {
      Thread.startVirtualThread(() -> flood(deaf));
      var before = new AtomicInteger();
      await()
          .during(Duration.ofSeconds(1))
          .until(() -> told.get() > BURST.length && told.get() == before.getAndSet(told.get()));
      server.server().drain(Duration.ofSeconds(1));
      assertThat(server.server().sessions()).isZero();
    }
  }

  private static void flood(ControlClient client) {
    try {
      while (true) {
        client.sendOctets(BURST);
      }
    } catch (IOException e) {
      // Held back until the server ended: that is the point.
    }
  }

  @Test
  void transferEndsBeforeItsSession() throws Exception {
    try (var server = EmbeddedServer.inMemory(config -> config)) {
      ControlClient client = server.login();
      try (Socket socket = client.extendedPassive()) {
        client.expectOpening("STOR a");
        socket.getOutputStream().write(1);
        server.kit().awaitEvent(TransferStarted.class, LIMIT);
        client.close();
        server.kit().awaitEvent(SessionClosed.class, LIMIT);
      }
      assertThat(server.kit().events().stream().filter(SessionEndTest::isEnd))
          .hasExactlyElementsOfTypes(TransferEnded.class, SessionClosed.class);
    }
  }

  private static boolean isEnd(ServerEvent event) {
    return event instanceof TransferEnded || event instanceof SessionClosed;
  }

  @Test
  void transferInBetweenMakesUnknownCommandsNoLongerConsecutive() throws IOException {
    try (var server = EmbeddedServer.inMemory(config -> config);
        ControlClient client = server.login()) {
      server.kit().files().put("/small", "small");
      try (Socket socket = client.extendedPassive()) {
        for (int i = 0; i < 50; i++) {
          client.expect(500, "XYZZY");
        }
        client.expectOpening("RETR small");
        assertThat(socket.getInputStream().readAllBytes()).hasSize(5);
      }
      client.expect(226);
      client.expect(500, "XYZZY");
    }
  }

  @Test
  void defectIsToldBeforeTheConnectionCloses() throws IOException {
    var tree =
        (FileTree)
            Proxy.newProxyInstance(
                FileTree.class.getClassLoader(),
                new Class<?>[] {FileTree.class},
                (_, _, _) -> {
                  throw new IllegalStateException("a defect");
                });
    try (var server = EmbeddedServer.over(_ -> tree, "/", UnaryOperator.identity());
        ControlClient client = server.login()) {
      client.expect(421, "SIZE a");
      assertThat(client.ended()).isTrue();
    }
  }
}
