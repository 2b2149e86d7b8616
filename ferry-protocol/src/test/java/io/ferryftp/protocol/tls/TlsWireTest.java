package io.ferryftp.protocol.tls;

import static io.ferryftp.protocol.tls.TlsPair.LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Octets come through as they were sent, whatever the network makes of the records, and nothing
/// else passes for them.
@Timeout(60)
class TlsWireTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final byte[] HELLO = "hello".getBytes(ISO_8859_1);

  private static byte[] read(TlsWire wire, int count) throws IOException {
    var buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining() && wire.read(buffer, LONG) >= 0) {}
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static int readOne(TlsWire wire, Duration limit) throws IOException {
    return wire.read(ByteBuffer.allocate(1), limit);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void recordsMayComeOctetByOctet(String version) throws Exception {
    try (TlsPair pair = TlsPair.connected(version)) {
      pair.serverBelow.readAtMost(1);
      pair.agree();
      pair.client.write(ByteBuffer.wrap(HELLO));
      assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void bulkGoesThroughInBothDirections(String version) throws Exception {
    var bulk = new byte[1 << 20];
    new Random(1).nextBytes(bulk);
    try (TlsPair pair = TlsPair.data(version)) {
      for (var way : new TlsWire[][] {{pair.client, pair.server}, {pair.server, pair.client}}) {
        var received = new FutureTask<>(() -> read(way[1], bulk.length));
        Thread.ofVirtual().start(received);
        way[0].write(ByteBuffer.wrap(bulk));
        assertThat(received.get()).isEqualTo(bulk);
      }
    }
  }

  @Test
  void manyRecordsComeInOneRead() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      var records = new ByteArrayOutputStream();
      for (byte octet : HELLO) {
        records.write(pair.records(new byte[] {octet}));
      }
      pair.send(records.toByteArray());
      await(pair.serverBelow, records.size());
      var into = ByteBuffer.allocate(1 << 10);
      assertThat(pair.server.read(into, LONG)).isEqualTo(HELLO.length);
    }
  }

  private static void await(HeldWire wire, int octets) throws IOException {
    while (wire.available() < octets) {
      Thread.onSpinWait();
    }
  }

  @Test
  void smallBufferLosesNothing() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      pair.client.write(ByteBuffer.wrap(HELLO));
      for (byte octet : HELLO) {
        assertThat(read(pair.server, 1)).containsExactly(octet);
      }
    }
  }

  @Test
  void timeoutWithinARecordLosesNothing() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      byte[] records = pair.records(HELLO);
      for (int at = 0; at < records.length; at += 7) {
        assertThatThrownBy(() -> readOne(pair.server, SHORT))
            .isInstanceOf(SocketTimeoutException.class);
        pair.send(records, at, Math.min(at + 7, records.length));
      }
      assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
    }
  }

  @Test
  void whatIsThereIsToldWithoutWaiting() throws Exception {
    try (TlsPair pair = TlsPair.control("TLSv1.3")) {
      assertThat(pair.server.available()).isZero();
      byte[] records = pair.records(HELLO);
      pair.send(records, 0, records.length - 1);
      await(pair.serverBelow, records.length - 1);
      assertThat(pair.server.available()).isZero();
      pair.send(records, records.length - 1, records.length);
      await(pair.serverBelow, 1);
      assertThat(pair.server.available()).isEqualTo(HELLO.length);
      assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void closeNotifyIsTheEnd(String version) throws Exception {
    try (TlsPair pair = TlsPair.data(version)) {
      pair.client.write(ByteBuffer.wrap(HELLO));
      pair.client.shutdownOutput();
      assertThat(read(pair.server, 100)).isEqualTo(HELLO);
      assertThat(readOne(pair.server, LONG)).isEqualTo(-1);
      assertThat(readOne(pair.server, LONG)).isEqualTo(-1);
    }
  }

  @Test
  void endWithoutItIsTruncation() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      pair.client.write(ByteBuffer.wrap(HELLO));
      pair.clientBelow.shutdownOutput();
      assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
      assertThatThrownBy(() -> readOne(pair.server, LONG)).isInstanceOf(TruncationException.class);
    }
  }

  @Test
  void endWithinARecordIsNoTruncationThatAnybodyMayForgive() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      byte[] records = pair.records(HELLO);
      pair.send(records, 0, records.length - 1);
      pair.clientBelow.shutdownOutput();
      assertThatThrownBy(() -> readOne(pair.server, LONG))
          .isInstanceOf(EOFException.class)
          .isNotInstanceOf(TruncationException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void handshakeGoesOnBehindATimeout(String version) throws Exception {
    try (TlsPair pair = TlsPair.connected(version)) {
      assertTimeout(pair.server);
      pair.clientBelow.hold();
      assertTimeout(pair.client);
      byte[] hello = pair.clientBelow.take();
      pair.send(hello, 0, 10);
      assertTimeout(pair.server);
      pair.send(hello, 10, hello.length);
      assertTimeout(pair.server);
      pair.agree();
      pair.client.write(ByteBuffer.wrap(HELLO));
      assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
    }
  }

  private static void assertTimeout(TlsWire wire) {
    assertThatThrownBy(() -> wire.handshake(SHORT)).isInstanceOf(SocketTimeoutException.class);
  }

  private static void assertNoHandshake(byte[] sent, Class<? extends Exception> failure)
      throws IOException {
    try (TlsPair pair = TlsPair.connected("TLSv1.3")) {
      pair.send(sent);
      pair.clientBelow.shutdownOutput();
      assertThatThrownBy(() -> pair.server.handshake(LONG)).isInstanceOf(failure);
    }
  }

  @Test
  void clearTextIsKnownForWhatItIs() throws Exception {
    assertNoHandshake("USER anna\r\n".getBytes(ISO_8859_1), ClearTextException.class);
  }

  @Test
  void endInTheHandshakeIsAnEnd() throws Exception {
    assertNoHandshake(new byte[0], EOFException.class);
  }

  /// `user_canceled` and `close_notify` in clear: an engine then comes to rest without a failure.
  @Test
  void handshakeThatThePeerGivesUpHasNotSucceeded() throws Exception {
    byte[] alerts = {21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0};
    assertNoHandshake(alerts, SSLException.class);
    try (TlsPair pair = TlsPair.connected("TLSv1.3")) {
      pair.clientEngine.beginHandshake();
      pair.send(pair.said());
      pair.send(alerts);
      pair.clientBelow.shutdownOutput();
      assertThatThrownBy(() -> pair.server.handshake(LONG)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void clearTextInBetweenIsRefused() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      pair.send("RETR a\r\n".getBytes(ISO_8859_1));
      assertThatThrownBy(() -> readOne(pair.server, LONG)).isInstanceOf(ClearTextException.class);
    }
  }

  @Test
  void recordThatIsTooLongIsRefusedByItsHeader() throws Exception {
    int length = RecordInput.MAX_FRAGMENT_OCTETS + 1;
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      pair.send(new byte[] {23, 3, 3, (byte) (length >> 8), (byte) length});
      assertThatThrownBy(() -> readOne(pair.server, LONG)).hasMessageContaining("too long");
    }
  }

  @Test
  void changedRecordIsRefused() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      byte[] records = pair.records(HELLO);
      records[records.length - 1] ^= 1;
      pair.send(records);
      assertThatThrownBy(() -> readOne(pair.server, LONG)).isInstanceOf(SSLException.class);
    }
  }

  @Test
  void renegotiationIsRefused() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.2")) {
      pair.clientEngine.beginHandshake();
      pair.send(pair.said());
      assertThatThrownBy(() -> readOne(pair.server, LONG)).hasMessageContaining("renegotiate");
    }
  }

  @Test
  void keyUpdatesAreFollowed() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      for (int i = 0; i < 3; i++) {
        pair.clientEngine.beginHandshake();
        pair.send(pair.said());
        pair.client.write(ByteBuffer.wrap(HELLO));
        assertThat(read(pair.server, HELLO.length)).isEqualTo(HELLO);
      }
      pair.server.write(ByteBuffer.wrap(HELLO));
      assertThat(read(pair.client, HELLO.length)).isEqualTo(HELLO);
    }
  }

  @Test
  void floodOfKeyUpdatesNeitherHoldsTheReaderNorFillsItsMemory() throws Exception {
    try (TlsPair pair = TlsPair.data("TLSv1.3")) {
      // The client reads nothing of what it asks for.
      for (int i = 0; i <= Silence.MOST_RECORDS; i++) {
        pair.clientEngine.beginHandshake();
        pair.send(pair.said());
      }
      assertThatThrownBy(() -> readOne(pair.server, LONG)).hasMessageContaining("without data");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void controlTakesNothingThatComesBehindTls(String version) throws Exception {
    try (TlsPair pair = TlsPair.control(version)) {
      var sent = new ByteArrayOutputStream();
      sent.write(pair.records(HELLO));
      pair.client.shutdownOutput();
      sent.write(pair.clientBelow.take());
      sent.write("NOOP\r\n".getBytes(ISO_8859_1));
      pair.send(sent.toByteArray());
      assertThat(read(pair.server, 100)).isEqualTo(HELLO);
      assertThat(readOne(pair.server, LONG)).isEqualTo(-1);
      var rest = ByteBuffer.allocate(100);
      assertThat(pair.server.below().read(rest, LONG)).isEqualTo(6);
    }
  }
}
