package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.text.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a server, or this client's own listener, does in between: nothing stays open, and nobody
/// waits for longer than he wants.
@Timeout(20)
final class UnfairServerTest {
  private static final String SILENT =
      """
      C> EPSV
      S> 229 (|||{port}|)
      C> RETR a
      S> 150 opening
      !> stall data after 0
      D> hello
      """;

  /// How another thread ends a wait.
  enum End {
    CLOSE {
      @Override
      void of(FtpClient client) {
        client.close();
      }
    },
    ABORT {
      @Override
      void of(FtpClient client) {
        client.abort();
      }
    };

    abstract void of(FtpClient client);
  }

  @ParameterizedTest
  @EnumSource(End.class)
  void theWaitForTheFirstOctetEndsWhenAnotherThreadWantsIt(End end) throws Exception {
    ClientLimits patient = Scripted.LIMITS.withStall(Duration.ofMinutes(1));
    try (var scripted = Scripted.after(SILENT + "C> ABOR\nS> 426 cut\nS> 226 aborted\n")) {
      var waiting = new java.util.concurrent.CountDownLatch(1);
      ClientConfig config =
          scripted
              .config()
              .dataMode(DataMode.PASSIVE)
              .limits(patient)
              .listener(event -> {
                if (event instanceof ClientEvent.DataConnectionOpened) {
                  waiting.countDown();
                }
              })
              .build();
      try (FtpClient client = scripted.login(config)) {
        var download = new FutureTask<>(() -> client.retrieve("a", TransferOptions.DEFAULT));
        Thread.ofVirtual().start(download);
        waiting.await();
        end.of(client);
        assertThatThrownBy(download::get).hasCauseInstanceOf(DataConnectionException.class);
      }
    }
  }

  @Test
  void aConnectionBeforeARefusalIsClosed() throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var end = new FutureTask<>(() -> connectAndRefuse(listener));
      Thread.ofVirtual().start(end);
      ClientConfig config =
          ClientConfig.builder(listener.getInetAddress().getHostAddress())
              .tls(ClientTls.DEFAULT.withMode(TlsMode.OFF))
              .port(listener.getLocalPort())
              .dataMode(DataMode.ACTIVE_ONLY)
              .build();
      try (var client = FtpClient.open(config, Login.of("anna", Secret.of("secret")))) {
        assertThatThrownBy(() -> client.retrieve("a", TransferOptions.DEFAULT))
            .isInstanceOf(RefusedException.class);
        assertThat(end.get()).isEqualTo("open, then closed");
      }
    }
  }

  /// Connects to the client's port, waits, refuses, and says what became of the data connection.
  private static String connectAndRefuse(ServerSocket listener) throws IOException {
    try (Socket control = listener.accept()) {
      var in =
          new BufferedReader(
              new InputStreamReader(control.getInputStream(), StandardCharsets.US_ASCII));
      Consumer<String> out =
          line -> {
            try {
              control.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          };
      out.accept("220 hello");
      int port = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("PORT ")) {
          String[] numbers = line.split(",", -1);
          port = Integer.parseInt(numbers[4]) * 256 + Integer.parseInt(numbers[5]);
        }
        if (line.startsWith("RETR ")) {
          try (var data = new Socket(control.getInetAddress(), port)) {
            data.setSoTimeout(500);
            String before = ended(data); // Long enough for the client to notice it.
            out.accept("550 no");
            data.setSoTimeout(5000);
            return before + ", then " + ended(data);
          }
        }
        out.accept(line.startsWith("SIZE ") ? "500 what" : "230 fine");
      }
      return "no RETR";
    }
  }

  private static String ended(Socket data) {
    try {
      return data.getInputStream().read() < 0 ? "closed" : "data";
    } catch (java.net.SocketTimeoutException e) {
      return "open";
    } catch (IOException e) {
      return "closed"; // Reset.
    }
  }

  @Test
  void aListenerThatFailsEndsTheConversation() throws IOException {
    try (var scripted = Scripted.after("C> PWD\nS> 257 \"/\"\n")) {
      var armed = new AtomicBoolean();
      ClientConfig config =
          scripted
              .config()
              .listener(event -> {
                if (event instanceof ClientEvent.CommandSent && armed.getAndSet(false)) {
                  throw new IllegalStateException("broken");
                }
              })
              .build();
      try (FtpClient client = scripted.login(config)) {
        armed.set(true);
        assertThatThrownBy(client::workingDirectory).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(client::keepAlive)
            .isInstanceOf(ConnectionException.class)
            .hasMessageContaining("listener");
      }
    }
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"/a\\rb", "/a\\x00b"})
  void aDirectoryThatCannotBeSentBackIsNoFaultOfTheCaller(String name) throws IOException {
    try (var scripted = Scripted.after("C> PWD\nS> 257 \"" + name + "\"\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.facts("a"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("cannot be sent");
    }
  }

  @Test
  void threeSuccessesBehindAnAbortEndTheConversation() throws IOException {
    String answers = "C> ABOR\nS> 226 whole\nC> NOOP\nS> 226 aborted\nS> 226 again\n";
    try (var scripted = Scripted.after(SILENT.replace("after 0", "after 5") + answers);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      client.retrieve("a", TransferOptions.DEFAULT).close();
      assertThatThrownBy(client::keepAlive)
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("cannot be told apart");
    }
  }
}
