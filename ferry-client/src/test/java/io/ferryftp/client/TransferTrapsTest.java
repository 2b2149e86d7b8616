package io.ferryftp.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.client.event.ClientEvent;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What goes wrong between two steps of a transfer: on a new control connection, before the first
/// octet, at a limit while octets flow, and on this machine.
@Timeout(30)
final class TransferTrapsTest {
  private static final Duration SHORT = Duration.ofMillis(200);

  private static final String WITHOUT_TYPE =
      Scripted.LOGIN.replace("*> TYPE {any}\nS> 200 ok\n", "");

  private static final String OPENED = "C> EPSV\nS> 229 (|||{port}|)\nC> RETR a\nS> 150 opening\n";
  private static final String ABORTED = "C> ABOR\nS> 426 cut\nS> 226 aborted\n";
  private static final String STILL_THERE = "C> NOOP\nS> 200 ok\n";

  @Test
  void theTypeIsToldToANewControlConnection() throws IOException {
    try (var scripted =
            Scripted.play(
                WITHOUT_TYPE
                    + "C> TYPE I\nS> 200 ok\n"
                    + "C> PORT {any}\nS> 200 ok\nC> RETR a\n!> stall control\n",
                WITHOUT_TYPE + "C> TYPE I\nS> 200 ok\n" + OPENED + "D> hello\nS> 226 done\n");
        FtpClient client = scripted.login(DataMode.ACTIVE)) {
      var into = new ByteArrayOutputStream();
      client.retrieve("a", into, TransferOptions.DEFAULT);
      assertThat(into).hasToString("hello\r\n");
      assertThat(scripted.server().clientLines()).filteredOn("TYPE I"::equals).hasSize(2);
    }
  }

  @Test
  void aDownloadThatNeverHasToWaitHasAnEndToo() throws IOException {
    try (var scripted =
            Scripted.after(
                OPENED + "!> offer data\nD> {octets 200000000}\n" + ABORTED + STILL_THERE);
        FtpClient client = login(scripted, patient().withTransfer(SHORT))) {
      assertThatThrownBy(() -> client.retrieve("a", new SlowSink(), TransferOptions.DEFAULT))
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("not done within");
      client.keepAlive();
    }
  }

  @Test
  void aServerThatConnectsAndRefusesThenIsHungUpOn() throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var end = new CompletableFuture<Integer>();
      Thread.ofVirtual().start(() -> refuseBehindTheConnection(server, end));
      ClientConfig config =
          ClientConfig.builder("127.0.0.1")
              .port(server.getLocalPort())
              .limits(patient())
              .dataMode(DataMode.ACTIVE_ONLY)
              .tls(ClientTls.DEFAULT.withMode(TlsMode.OFF))
              .build();
      try (FtpClient client = FtpClient.connect(config)) {
        assertThatThrownBy(() -> client.retrieve("a", TransferOptions.DEFAULT))
            .isInstanceOf(RefusedException.class);
        assertThat(end.get()).isEqualTo(-1);
      }
    }
  }

  @Test
  void aDeviceIsNotReplacedByAFile(@TempDir Path directory) throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("a"), Path.of("/dev/null"));
    try (var scripted = Scripted.after(OPENED + "D> hello\nS> 226 done\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.retrieve("a", link, Resume.NO))
          .isInstanceOf(LocalFileException.class)
          .hasMessageContaining("not a regular file");
      assertThat(link).isSymbolicLink();
    }
  }

  @Test
  void aPartWithAnotherNameIsNotWrittenTo(@TempDir Path directory) throws IOException {
    Path other = Files.writeString(directory.resolve("other"), "mine");
    Files.createLink(directory.resolve("a.part"), other);
    try (var scripted = Scripted.after("");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.retrieve("a", directory.resolve("a"), Resume.NO))
          .isInstanceOf(LocalFileException.class)
          .hasMessageContaining("other names");
      assertThat(other).hasContent("mine");
    }
  }

  @Test
  void aFileThatGrewIsNotAppendedTo(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("a"), "hello world");
    try (var scripted =
            Scripted.after(
                """
                C> SIZE a
                S> 213 3
                C> EPSV
                S> 229 (|||{port}|)
                C> REST 3
                S> 502 no
                C> SIZE a
                S> 213 4
                C> EPSV
                S> 229 (|||{port}|)
                C> APPE a
                S> 150 go
                C> ABOR
                S> 426 cut
                S> 226 aborted
                """);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.store(file, "a", Resume.YES))
          .isInstanceOf(VerificationException.class)
          .hasMessageContaining("has changed on the server");
      scripted.server().assertPlayed();
    }
  }

  @Test
  void anAbortEndsTheWaitForTheFirstOctet() throws Exception {
    try (var scripted =
            Scripted.after(OPENED + "!> stall data after 0\nD> hello\n" + ABORTED + STILL_THERE);
        FtpClient client = login(scripted, patient())) {
      var failure = new AtomicReference<Throwable>();
      Thread waiting = fetching(client, scripted, failure);
      client.abort();
      assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
      assertThat(failure.get())
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("aborted");
      client.keepAlive();
    }
  }

  @Test
  void closeEndsTheWaitForTheFirstOctet() throws Exception {
    try (var scripted = Scripted.after(OPENED + "!> stall data after 0\nD> hello\n");
        FtpClient client = login(scripted, patient())) {
      var failure = new AtomicReference<Throwable>();
      Thread waiting = fetching(client, scripted, failure);
      ((Runnable) client::close).run(); // The compiler would warn of a plain call.
      assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
      assertThat(failure.get()).isInstanceOf(FtpException.class);
    }
  }

  @Test
  void anInterruptWhileWritingAFileIsAnInterrupt(@TempDir Path directory) throws IOException {
    try (var scripted =
        Scripted.after(OPENED + "!> offer data\nD> {octets 4000000}\nS> 226 done\n")) {
      ClientConfig config =
          scripted
              .config()
              .dataMode(DataMode.PASSIVE)
              .listener(event -> {
                if (event instanceof ClientEvent.TransferProgress) {
                  Thread.currentThread().interrupt();
                }
              })
              .build();
      try (FtpClient client = scripted.login(config)) {
        Path file = directory.resolve("a");
        assertThatThrownBy(() -> client.retrieve("a", file, Resume.NO))
            .isInstanceOf(OperationInterruptedException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(client::keepAlive).isInstanceOf(ConnectionException.class);
      }
    }
  }

  @Test
  void preliminaryRepliesDoNotExtendTheLimit() throws IOException {
    String slow = "S> 150 wait\n!> pause 100 ms\n".repeat(10);
    try (var scripted = Scripted.after("C> NOOP\n" + slow + "S> 200 ok\n");
        FtpClient client = login(scripted, patient().withReply(SHORT))) {
      assertThatThrownBy(client::keepAlive)
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no reply");
    }
  }

  @Test
  void aDirectoryThatCannotBeReturnedToIsNotLeft() throws IOException {
    try (var scripted = Scripted.after("C> PWD\nS> 257 \"/a\\x00b\" is it\n" + STILL_THERE);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.facts("sub")).isInstanceOf(RefusedException.class);
      client.keepAlive();
      scripted.server().assertPlayed();
    }
  }

  @Test
  void theEndOfTheControlConnectionIsToldOnce() throws IOException {
    try (var scripted = Scripted.after("")) {
      FtpClient client = scripted.login(DataMode.PASSIVE);
      ((Runnable) client::close).run();
      ((Runnable) client::close).run();
      assertThat(scripted.events())
          .filteredOn(ClientEvent.Disconnected.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void nothingIsAskedBeforeARawLineThatIsRefused() throws IOException {
    try (var scripted = Scripted.after(STILL_THERE);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThatThrownBy(() -> client.raw("SITE \u00e4\r\nDELE x"))
          .isInstanceOf(IllegalArgumentException.class);
      client.keepAlive();
      assertThat(scripted.server().clientLines()).doesNotContain("FEAT");
    }
  }

  /// Slower than the server, so that octets are always there.
  private static final class SlowSink extends OutputStream {
    @Override
    public void write(int octet) {
      throw new UnsupportedOperationException("octets come in pieces");
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < 10_000_000) {
        Thread.onSpinWait();
      }
    }
  }

  /// Gives what the data connection reads in the end: -1 if the client closes or resets it.
  private static void refuseBehindTheConnection(
      ServerSocket server, CompletableFuture<Integer> end) {
    try (var control = server.accept();
        var lines = new BufferedReader(new InputStreamReader(control.getInputStream(), US_ASCII));
        var data = new Socket()) {
      OutputStream out = control.getOutputStream();
      out.write("220 ready\r\n".getBytes(US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String reply = "200 ok";
        if (line.startsWith("PORT ")) {
          String[] n = line.substring(5).split(",", -1);
          int port = Integer.parseInt(n[4]) * 256 + Integer.parseInt(n[5]);
          data.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } else if (line.startsWith("RETR") || line.startsWith("SIZE")) {
          reply = "550 no";
        }
        out.write((reply + "\r\n").getBytes(US_ASCII));
        if (line.startsWith("RETR")) {
          data.setSoTimeout(3000);
          end.complete(readToTheEnd(data));
        }
      }
    } catch (IOException e) {
      end.completeExceptionally(e);
    }
  }

  private static int readToTheEnd(Socket data) throws IOException {
    try {
      return data.getInputStream().read();
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      return -1; // A reset is an end too.
    }
  }

  private static ClientLimits patient() {
    return Scripted.LIMITS.withStall(Duration.ofSeconds(20)).withAbort(Duration.ofSeconds(5));
  }

  private static FtpClient login(Scripted scripted, ClientLimits limits) throws IOException {
    return scripted.login(scripted.config().dataMode(DataMode.PASSIVE).limits(limits).build());
  }

  private static Thread fetching(
      FtpClient client, Scripted scripted, AtomicReference<Throwable> failure) {
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                client.retrieve("a", OutputStream.nullOutputStream(), TransferOptions.DEFAULT);
              } catch (IOException | RuntimeException e) {
                failure.set(e);
              }
            });
    while (scripted.events().stream()
        .noneMatch(ClientEvent.DataConnectionOpened.class::isInstance)) {
      Thread.onSpinWait();
    }
    return waiting;
  }
}
