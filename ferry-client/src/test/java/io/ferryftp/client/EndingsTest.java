package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.event.ClientEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers that end early: by ABOR, in all the ways in which servers answer it, by an interrupt,
/// and by another thread.
@Timeout(20)
final class EndingsTest {
  private static final String OPENED =
      """
      C> EPSV
      S> 229 (|||{port}|)
      C> RETR a
      S> 150 opening
      !> stall data after 5
      D> hello world
      """;

  private static final String STILL_THERE = "C> PWD\nS> 257 \"/x\" is it\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C> ABOR\nS> 426 cut\nS> 226 aborted\n",
        "C> ABOR\nS> 426 cut\nS> 225 nothing to abort\n",
        "S> 426 cut\nC> ABOR\nS> 225 nothing to abort\n",
        "C> ABOR\nS> 226 whole\nC> NOOP\nS> 226 aborted\nS> 200 ok\n",
        "C> ABOR\nS> 226 both\nC> NOOP\nS> 200 ok\n",
        "C> ABOR\nS> 426 only\nC> NOOP\nS> 200 ok\n",
        "C> ABOR\nS> 500 what\nS> 426 cut\n",
        "C> ABOR\nS> 150 late\nS> 426 cut\nS> 226 aborted\n"
      })
  void theClientIsUsableAfterAnAbort(String answers) throws IOException {
    try (var scripted = Scripted.after(OPENED + answers + STILL_THERE);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      try (Download download = client.retrieve("a", TransferOptions.DEFAULT)) {
        download.read(ByteBuffer.allocate(5));
      }
      assertThat(client.workingDirectory()).isEqualTo("/x");
      scripted.server().assertPlayed();
    }
  }

  @Test
  void aServerThatDoesNotAnswerAborIsLeft() throws IOException {
    try (var scripted = Scripted.after(OPENED + "C> ABOR\n!> stall control\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      client.retrieve("a", TransferOptions.DEFAULT).close();
      assertThatThrownBy(client::workingDirectory)
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("no reply");
    }
  }

  @Test
  void anAbortByAnotherThreadEndsTheRead() throws Exception {
    try (var scripted =
            Scripted.after(OPENED + "C> ABOR\nS> 426 cut\nS> 226 aborted\n" + STILL_THERE);
        FtpClient client = scripted.login(DataMode.PASSIVE);
        Download download = client.retrieve("a", TransferOptions.DEFAULT)) {
      var failure = new AtomicReference<Throwable>();
      Thread reader = reading(download, failure);
      client.abort();
      reader.join();
      assertThat(failure.get())
          .isInstanceOf(DataConnectionException.class)
          .hasMessageContaining("aborted");
      assertThat(client.workingDirectory()).isEqualTo("/x");
    }
  }

  @Test
  void anInterruptEndsTheRead() throws Exception {
    try (var scripted = Scripted.after(OPENED);
        FtpClient client = scripted.login(DataMode.PASSIVE);
        Download download = client.retrieve("a", TransferOptions.DEFAULT)) {
      var failure = new AtomicReference<Throwable>();
      Thread reader = reading(download, failure);
      reader.interrupt();
      reader.join();
      assertThat(failure.get()).isInstanceOf(OperationInterruptedException.class);
      assertThatThrownBy(client::keepAlive).isInstanceOf(FtpException.class);
    }
  }

  @Test
  void anInterruptEndsTheWaitForAReply() throws Exception {
    try (var scripted = Scripted.after("C> NOOP\n!> stall control\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      var failure = new AtomicReference<Throwable>();
      Thread waiting = Thread.ofVirtual().start(() -> failed(client::keepAlive, failure));
      while (!scripted.server().clientLines().contains("NOOP")) {
        Thread.onSpinWait();
      }
      waiting.interrupt();
      waiting.join();
      assertThat(failure.get()).isInstanceOf(OperationInterruptedException.class);
    }
  }

  @Test
  void closeByAnotherThreadEndsTheRead() throws Exception {
    try (var scripted = Scripted.after(OPENED);
        FtpClient client = scripted.login(DataMode.PASSIVE);
        Download download = client.retrieve("a", TransferOptions.DEFAULT)) {
      var failure = new AtomicReference<Throwable>();
      Thread reader = reading(download, failure);
      ((Runnable) client::close).run(); // The compiler would warn of a plain call.
      reader.join();
      assertThat(failure.get()).isInstanceOf(FtpException.class);
    }
  }

  @Test
  void whileATransferIsOpenNothingElseIsPossible() throws IOException {
    try (var scripted = Scripted.after(OPENED + "C> ABOR\nS> 426 cut\nS> 226 aborted\n");
        FtpClient client = scripted.login(DataMode.PASSIVE);
        Download download = client.retrieve("a", TransferOptions.DEFAULT)) {
      assertThatThrownBy(client::keepAlive).isInstanceOf(IllegalStateException.class);
      assertThat(download.isOpen()).isTrue();
    }
  }

  @Test
  void everyOpenedDataConnectionIsClosedInTheEvents() throws IOException {
    try (var scripted = Scripted.after(OPENED + "C> ABOR\nS> 426 cut\nS> 226 aborted\n");
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      client.retrieve("a", TransferOptions.DEFAULT).close();
      assertThat(scripted.events())
          .hasAtLeastOneElementOfType(ClientEvent.DataConnectionOpened.class);
      assertThat(scripted.events())
          .hasAtLeastOneElementOfType(ClientEvent.DataConnectionClosed.class);
    }
  }

  /// A thread that waits in a read, behind the octets that came.
  private static Thread reading(Download download, AtomicReference<Throwable> failure)
      throws Exception {
    download.read(ByteBuffer.allocate(5));
    var begun = new CountDownLatch(1);
    Thread reader =
        Thread.ofVirtual()
            .start(() -> {
              begun.countDown();
              failed(() -> download.read(ByteBuffer.allocate(5)), failure);
            });
    begun.await();
    return reader;
  }

  private interface Operation {
    void run() throws IOException;
  }

  private static void failed(Operation operation, AtomicReference<Throwable> failure) {
    try {
      operation.run();
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }
}
