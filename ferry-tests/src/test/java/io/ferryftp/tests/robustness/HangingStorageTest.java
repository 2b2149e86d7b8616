package io.ferryftp.tests.robustness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.Launch;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A disk that hangs takes the commands that need it and nothing else. File calls hold the thread
/// that carries virtual threads, so without care two of them stop a two-core server.
class HangingStorageTest {
  @ParameterizedTest(name = "{0} sessions hang in storage")
  @ValueSource(ints = {1, 2, 8, 40})
  @Timeout(120)
  void othersAreAnswered(int sessions) throws Exception {
    var clients = new ArrayList<AutoCloseable>();
    try (var tree = new HangingTree();
        var server = EmbeddedServer.over(_ -> tree, "/", UnaryOperator.identity())) {
      ControlClient before = server.login();
      clients.add(before);
      var stuck = new ArrayList<ControlClient>();
      for (int i = 0; i < sessions; i++) {
        stuck.add(server.login());
      }
      clients.addAll(stuck);
      for (ControlClient client : stuck) {
        client.send("SIZE stuck");
      }
      // What is let in place on this machine's carriers comes on top.
      int hung = Math.min(sessions, StorageCalls.THREADS);
      await().atMost(Duration.ofSeconds(30)).until(() -> tree.hanging() >= hung);

      before.expect(200, "NOOP");
      before.expect(257, "PWD");
      try (ControlClient fresh = ControlClient.connect(server.control())) {
        fresh.expect(211, "FEAT");
        fresh.expect(331, "USER " + Launch.USER);
        if (sessions < StorageCalls.THREADS) {
          fresh.expect(230, "PASS " + Launch.PASSWORD);
          fresh.expect(229, "EPSV");
        }
      }
    } finally {
      for (AutoCloseable client : clients) {
        client.close();
      }
    }
  }

  @ParameterizedTest(name = "{0} transfers hang in storage")
  @ValueSource(ints = {1, 2})
  @Timeout(120)
  void transferThatHangsCanBeAborted(int transfers) throws Exception {
    var clients = new ArrayList<ControlClient>();
    var sockets = new ArrayList<Socket>();
    try (var tree = new HangingTree();
        var server = EmbeddedServer.over(_ -> tree, "/", UnaryOperator.identity())) {
      for (int i = 0; i < transfers; i++) {
        ControlClient client = server.login();
        clients.add(client);
        sockets.add(client.extendedPassive());
        client.expectOpening("RETR endless");
      }
      await().atMost(Duration.ofSeconds(30)).until(() -> tree.hanging() == transfers);

      for (ControlClient client : clients) {
        client.expect(200, "NOOP");
        assertThat(client.expect(211, "STAT").lines())
            .anyMatch(line -> line.contains("Transfer of /endless"));
        client.expect(426, "ABOR");
        client.expect(226);
        client.expect(257, "PWD");
      }
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
      for (ControlClient client : clients) {
        client.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HASH endless", "XCRC endless"})
  @Timeout(120)
  void digestThatHangsCanBeAborted(String line) throws Exception {
    try (var tree = new HangingTree();
        var server = EmbeddedServer.over(_ -> tree, "/", UnaryOperator.identity());
        var client = server.login()) {
      client.send(line);
      await().atMost(Duration.ofSeconds(30)).until(() -> tree.hanging() == 1);

      client.expect(200, "NOOP");
      client.expect(426, "ABOR");
      client.expect(226);
      client.expect(257, "PWD");
    }
  }
}
