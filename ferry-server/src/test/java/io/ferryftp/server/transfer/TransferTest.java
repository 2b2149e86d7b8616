package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent.DataConnectionClosed;
import io.ferryftp.event.ServerEvent.DataConnectionOpened;
import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Whatever storage does, a transfer comes to an outcome, lets go, and says so.
@Timeout(60)
class TransferTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final VirtualPath PATH = VirtualPath.of("/a");
  private static final int OCTETS = 1 << 20;

  private final RecordedEvents events = new RecordedEvents();
  private final Buffers buffers = new Buffers();
  private final StorageCalls calls = new StorageCalls(SHORT, 4);
  private final StallWatch watch = new StallWatch();
  private final TransferSetting setting =
      new TransferSetting(
          Limits.DEFAULT,
          calls,
          watch,
          new EventHub(List.of(events), InstantSource.system()),
          buffers);
  private final CompletableFuture<Transfer> begun = new CompletableFuture<>();
  private ServerSocket client;

  @BeforeEach
  void listen() throws IOException {
    client = new ServerSocket(0, 1, HERE);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    watch.close();
    calls.close();
  }

  /// What comes of a job whose peer takes everything, or sends a little.
  private TransferOutcome outcome(TransferJob job) throws Exception {
    var ports = new ActivePorts(0, List.of(), events, InstantSource.system());
    var target = new InetSocketAddress(HERE, client.getLocalPort());
    var transfer =
        new Transfer(
            1, 1, job, new ActiveDataPort(ports, HERE, target), DataProtection.NONE, setting);
    begun.complete(transfer);
    var running = Loopback.start(transfer::run);
    try (var data = client.accept()) {
      if (job.direction() == Direction.UPLOAD) {
        data.getOutputStream().write('x');
        data.shutdownOutput();
      }
      data.getInputStream().readAllBytes();
      return running.result().get(LONG.toSeconds(), TimeUnit.SECONDS);
    }
  }

  private void assertEndsTold() {
    assertThat(events.of(DataConnectionClosed.class))
        .hasSameSizeAs(events.of(DataConnectionOpened.class));
    assertThat(events.of(TransferEnded.class)).hasSize(1);
  }

  private static TransferJob download(HangingFile file, Representation representation) {
    var facts =
        new FileFacts(
            "a", FileType.FILE, OCTETS, Instant.EPOCH, 0644, Optional.empty(), Optional.empty());
    return new TransferJob.Download(PATH, representation, new OpenFile(file, facts));
  }

  @Test
  void pieceThatHangsInTheKernelIsNotSentAnotherWay() throws Exception {
    var file = new HangingFile();
    assertStorageTimedOut(outcome(download(file, Representation.IMAGE)));
    file.recover();
    assertEndsTold();
  }

  @Test
  void bufferThatAHangingReadStillHasIsNobodyElses() throws Exception {
    var file = new HangingFile();
    assertStorageTimedOut(outcome(download(file, Representation.ASCII)));
    for (int i = 0; i < Buffers.LARGE_COUNT; i++) {
      assertThat(buffers.acquire()).isNotSameAs(file.buffer());
    }
    file.recover();
    assertEndsTold();
  }

  private static void assertStorageTimedOut(TransferOutcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            TransferOutcome.StorageFailed.class,
            failed -> assertThat(failed.cause()).isInstanceOf(StorageTimeoutException.class));
  }

  @Test
  void defectsOfStorageEndTheTransferAndNothingElse() throws Exception {
    var upload = new DefectiveUpload();
    assertThat(outcome(new TransferJob.Store(PATH, Representation.IMAGE, upload)))
        .isInstanceOf(TransferOutcome.StorageFailed.class);
    assertEndsTold();
  }

  @Test
  void clientWhoseControlConnectionEndsBeforeTheCommitHasVanished() throws Exception {
    var upload = new WatchedUpload(() -> begun.join().lose("control connection closed"));
    assertThat(outcome(new TransferJob.Store(PATH, Representation.IMAGE, upload)))
        .isInstanceOf(TransferOutcome.ConnectionLost.class);
    assertThat(upload.calls).containsExactly("write", "prepare", "suspend", "close");
  }

  @Test
  void uploadIsPreparedAndThenCommitted() throws Exception {
    var upload = new WatchedUpload(() -> {});
    assertThat(outcome(new TransferJob.Store(PATH, Representation.IMAGE, upload)))
        .isInstanceOf(TransferOutcome.Completed.class);
    assertThat(upload.calls).containsExactly("write", "prepare", "commit", "close");
  }

  /// Notes what is asked of it, and lets something happen while it goes to the disk.
  private static final class WatchedUpload implements Upload {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Runnable meanwhile;

    WatchedUpload(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public VirtualPath path() {
      return PATH;
    }

    @Override
    public long size() {
      return 1;
    }

    @Override
    public int write(ByteBuffer source) {
      calls.add("write");
      int count = source.remaining();
      source.position(source.limit());
      return count;
    }

    @Override
    public void prepare() {
      calls.add("prepare");
      meanwhile.run();
    }

    @Override
    public void commit() {
      calls.add("commit");
    }

    @Override
    public void suspend() {
      calls.add("suspend");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      calls.add("close");
    }
  }

  /// Storage by somebody who has not tried it.
  private static final class DefectiveUpload implements Upload {
    @Override
    public VirtualPath path() {
      return PATH;
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public int write(ByteBuffer source) {
      throw new AssertionError("a defect in write");
    }

    @Override
    public void commit() {
      throw new IllegalStateException("a defect in commit");
    }

    @Override
    public void suspend() {
      throw new IllegalStateException("a defect in suspend");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {
      throw new IllegalStateException("a defect in close");
    }
  }
}
