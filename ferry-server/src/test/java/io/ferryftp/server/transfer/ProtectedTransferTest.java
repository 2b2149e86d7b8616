package io.ferryftp.server.transfer;

import static io.ferryftp.server.transfer.Loopback.HERE;
import static io.ferryftp.server.transfer.Loopback.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent.CloseNotifyMissing;
import io.ferryftp.event.ServerEvent.DataConnectionOpened;
import io.ferryftp.event.ServerEvent.DataProtected;
import io.ferryftp.event.ServerEvent.HandshakeFailed;
import io.ferryftp.event.ServerEvent.Outcome;
import io.ferryftp.event.ServerEvent.TransferEnded;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsSessionReuse;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.server.tls.Keys;
import io.ferryftp.server.tls.SessionTls;
import io.ferryftp.server.tls.TlsClient;
import io.ferryftp.storage.OpenFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Transfers under TLS: what is whole, what is cut, and that nothing hangs.
@Timeout(60)
class ProtectedTransferTest {
  private static final VirtualPath PATH = VirtualPath.of("/a");
  private static final int OCTETS = 4 << 20;
  private static final SessionTls TLS =
      new SessionTls(
          ServerTls.with(CertificateSource.of(Keys.ec("server.example")))
              .withSessionReuse(TlsSessionReuse.PREFERRED),
          LONG,
          Optional.empty());

  @TempDir private Path directory;
  private final RecordedEvents events = new RecordedEvents();
  private final StorageCalls calls = new StorageCalls(LONG, 4);
  private final StallWatch watch = new StallWatch();
  private final TransferSetting setting =
      new TransferSetting(
          Limits.DEFAULT, calls, watch, new EventHub(List.of(events), InstantSource.system()));
  private final NotedUpload upload = new NotedUpload();
  private ServerSocketChannel listener;
  private final AtomicReference<Transfer> transfer = new AtomicReference<>();

  @BeforeEach
  void listen() throws IOException {
    listener = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
  }

  @AfterEach
  void close() throws IOException {
    listener.close();
    watch.close();
    calls.close();
  }

  private Loopback.Parked<TransferOutcome> start(TransferJob job) throws IOException {
    var ports = new ActivePorts(0, List.of(), events, InstantSource.system());
    var target = (InetSocketAddress) listener.getLocalAddress();
    var started = new Transfer(1, 1, job, new ActiveDataPort(ports, HERE, target), TLS, setting);
    transfer.set(started);
    return Loopback.start(started::run);
  }

  private TransferJob store(UploadEnd end) {
    return new TransferJob.Store(
        PATH, TransferParameters.DEFAULT.with(Representation.IMAGE), upload, end);
  }

  private static TransferOutcome outcome(Loopback.Parked<TransferOutcome> running)
      throws Exception {
    return running.result().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void uploadThatEndsWithCloseNotifyIsCommitted(String version) throws Exception {
    var running = start(store(UploadEnd.CLOSE_NOTIFY_DEMANDED));
    try (var wire = new PlainWire(listener.accept())) {
      TlsWire tls = TlsClient.speaking(version).connect(wire);
      tls.write(ByteBuffer.allocate(OCTETS));
      tls.shutdownOutput();
      assertThat(tls.read(ByteBuffer.allocate(1), LONG)).isEqualTo(-1);
    }
    assertThat(outcome(running)).isInstanceOf(TransferOutcome.Completed.class);
    assertThat(upload.ends).containsExactly("commit", "close");
    assertThat(upload.size()).isEqualTo(OCTETS);
    assertThat(events.of(DataProtected.class))
        .singleElement()
        .satisfies(event -> assertThat(event.tls().protocol()).isEqualTo(version));
  }

  private TransferOutcome cutUpload(UploadEnd end) throws Exception {
    var running = start(store(end));
    try (var wire = new PlainWire(listener.accept())) {
      TlsClient.speaking("TLSv1.3").connect(wire).write(ByteBuffer.allocate(OCTETS));
      wire.shutdownOutput();
      return outcome(running);
    }
  }

  @Test
  void uploadThatIsCutIsKeptForResumption() throws Exception {
    assertThat(cutUpload(UploadEnd.CLOSE_NOTIFY_DEMANDED))
        .isInstanceOf(TransferOutcome.ConnectionLost.class);
    assertThat(upload.ends).containsExactly("suspend", "close");
    assertThat(events.of(CloseNotifyMissing.class)).isEmpty();
  }

  @Test
  void missingCloseNotifyThatIsForgivenIsTold() throws Exception {
    assertThat(cutUpload(UploadEnd.CLOSE_NOTIFY_OPTIONAL))
        .isInstanceOf(TransferOutcome.Completed.class);
    assertThat(upload.ends).containsExactly("commit", "close");
    assertThat(events.of(CloseNotifyMissing.class)).hasSize(1);
  }

  @Test
  void clearTextIsNotTakenForData() throws Exception {
    var running = start(store(UploadEnd.CLOSE_NOTIFY_OPTIONAL));
    try (var wire = new PlainWire(listener.accept())) {
      wire.write(ByteBuffer.allocate(100));
      assertThat(outcome(running)).isInstanceOf(TransferOutcome.NotProtected.class);
    }
    assertThat(upload.ends).containsExactly("close");
    assertThat(upload.size()).isZero();
    assertThat(events.of(HandshakeFailed.class))
        .singleElement()
        .satisfies(event -> assertThat(event.transfer()).hasValue(1));
    assertThat(events.of(TransferEnded.class).getFirst().outcome())
        .isEqualTo(Outcome.NOT_PROTECTED);
  }

  @Test
  void handshakeThatHangsEndsWithAbor() throws Exception {
    var running = start(store(UploadEnd.CLOSE_NOTIFY_DEMANDED));
    try (var _ = new PlainWire(listener.accept())) {
      events.await(DataConnectionOpened.class, 1);
      transfer.get().abort();
      assertThat(outcome(running)).isInstanceOf(TransferOutcome.Aborted.class);
    }
    assertThat(events.of(HandshakeFailed.class)).isEmpty();
  }

  private TransferJob download() throws IOException {
    Path file = directory.resolve("a");
    Files.write(file, new byte[OCTETS]);
    var facts =
        new FileFacts(
            "a", FileType.FILE, OCTETS, Instant.EPOCH, 0644, Optional.empty(), Optional.empty());
    return new TransferJob.Download(
        PATH, Representation.IMAGE, new OpenFile(FileChannel.open(file), facts));
  }

  private static long readAll(TlsWire tls) throws IOException {
    var into = ByteBuffer.allocate(1000);
    long total = 0;
    for (int count = 0; count >= 0; count = tls.read(into.clear(), LONG)) {
      total += count;
    }
    return total;
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void downloadArrivesToTheLastOctet(String version) throws Exception {
    var running = start(download());
    try (var wire = new PlainWire(listener.accept())) {
      TlsWire tls = TlsClient.speaking(version).connect(wire);
      assertThat(readAll(tls)).isEqualTo(OCTETS);
      tls.shutdownOutput();
    }
    assertThat(outcome(running)).isInstanceOf(TransferOutcome.Completed.class);
  }

  /// What the client says of itself lies in our receive buffer while it has not read the last yet:
  /// were we to close over it, TCP would send RST, and the rest would be lost.
  @Test
  void readerThatIsSlowAndTalksGetsTheLastOctet() throws Exception {
    var running = start(download());
    try (var wire = new PlainWire(listener.accept())) {
      TlsWire tls = TlsClient.speaking("TLSv1.3").connect(wire);
      tls.write(ByteBuffer.allocate(100));
      tls.shutdownOutput();
      int half = OCTETS / 2;
      long read = 0;
      while (read < half) {
        read += tls.read(ByteBuffer.allocate(1000), LONG);
      }
      assertThat(read + readAll(tls)).isEqualTo(OCTETS);
    }
    assertThat(outcome(running)).isInstanceOf(TransferOutcome.Completed.class);
  }

  @Test
  void clientThatWaitsForTheReplyBeforeItClosesGetsIt() throws Exception {
    var running = start(download());
    try (var wire = new PlainWire(listener.accept())) {
      assertThat(readAll(TlsClient.speaking("TLSv1.3").connect(wire))).isEqualTo(OCTETS);
      assertThat(outcome(running)).isInstanceOf(TransferOutcome.Completed.class);
    }
  }
}
