package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.Wire;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/// A connection protected by TLS, over another one.
///
/// After the handshake reading never writes: what TLS itself wants to say (a ticket, the answer to
/// a key update) goes out in front of the next octets that are written, as RFC 8446 §4.6 allows. So
/// a peer that does not read cannot hold a reader. And a server that only receives sends nothing
/// that its client may never read: a client that closes with something unread in its socket sends
/// RST, and what it uploaded last would be lost.
///
/// The wire of a control connection holds no buffer while nothing is there to read, and takes from
/// the connection below exactly what belongs to TLS, so that this can go on in clear afterwards.
///
/// [#close] and [#reset] say nothing to the peer: [#shutdownOutput] sends `close_notify`. The
/// peer's own is the end of what is read; an end without it is a [TruncationException] between two
/// records, and an [EOFException] within one.
public final class TlsWire implements Wire {
  private static final String TLS_1_3 = "TLSv1.3";
  private static final String NO_SUITE = "SSL_NULL_WITH_NULL_NULL";

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire below;
  private final SSLEngine engine;
  private final RecordInput input;
  private final RecordOutput output;

  /// What is decrypted and was not asked for yet. Belongs to the reader, as all that follows.
  private ByteBuffer plain = NOTHING;

  private boolean established;
  private boolean renegotiable;
  private boolean ended;

  private final Silence silence = new Silence();

  private TlsWire(Wire below, SSLEngine engine, RecordInput.Memory memory) {
    this.below = below;
    this.engine = engine;
    this.input = new RecordInput(below, memory);
    this.output = new RecordOutput(below, engine);
  }

  /// For lines, with long silence in between.
  ///
  /// @param below whose owner this becomes
  public static TlsWire forControl(Wire below, SSLEngine engine) {
    return new TlsWire(below, engine, RecordInput.Memory.LINES);
  }

  /// For octets in bulk.
  ///
  /// @param below whose owner this becomes
  public static TlsWire forData(Wire below, SSLEngine engine) {
    return new TlsWire(below, engine, RecordInput.Memory.inBulkFor(engine));
  }

  /// Agrees with the peer; to be called before anything else. May be called again after a time-out,
  /// and goes on where it was; not after any other failure, nor when it has succeeded.
  ///
  /// @param limit for all of it
  /// @throws ClearTextException if the peer does not speak TLS
  /// @throws SSLException if the two do not agree; the peer has been told why
  /// @throws SocketTimeoutException at the limit
  public void handshake(Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    try {
      engine.beginHandshake();
      while (!established) {
        step(deadline);
      }
    } catch (ClearTextException e) {
      throw e;
    } catch (SSLException e) {
      sendAlert(e);
      throw e;
    }
  }

  private void step(long deadline) throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> {
        if (onlyTicketsAreLeft()) {
          establish();
        } else {
          output.flush();
        }
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        if (!input.await(deadline)) {
          throw new EOFException("the peer closed the connection in the TLS handshake");
        }
        unwrap(NOTHING);
      }
      case FINISHED, NOT_HANDSHAKING -> establish();
    }
  }

  /// In TLS 1.3 a server's tickets come behind the handshake: they wait for what is written next.
  private boolean onlyTicketsAreLeft() {
    return !engine.getUseClientMode()
        && engine.getHandshakeSession() == null
        && engine.getSession().getProtocol().equals(TLS_1_3);
  }

  /// An engine also comes to rest when the peer gives up; and a server's has its session before the
  /// client has proved that it has the keys.
  private void establish() throws SSLException {
    if (engine.getHandshakeSession() != null
        || engine.isInboundDone()
        || engine.getSession().getCipherSuite().equals(NO_SUITE)) {
      throw new SSLException("the peer gave up the TLS handshake");
    }
    established = true;
    renegotiable = !engine.getSession().getProtocol().equals(TLS_1_3);
  }

  private void sendAlert(SSLException reason) {
    try {
      output.flush();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /// What was agreed on.
  public SSLSession session() {
    return engine.getSession();
  }

  /// The connection that carries this one.
  public Wire below() {
    return below;
  }

  @Override
  public int read(ByteBuffer into, Duration limit) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    int start = into.position();
    while (into.position() == start) {
      if (plain.hasRemaining()) {
        return takePlain(into);
      }
      if (ended) {
        return -1;
      }
      if (!input.await(deadline)) {
        throw input.isInRecord()
            ? new EOFException("the connection ended within a TLS record")
            : new TruncationException();
      }
      decrypt(into);
    }
    while (!ended
        && !plain.hasRemaining()
        && into.remaining() >= input.atHand()
        && input.atHand() > 0) {
      decrypt(into);
    }
    return into.position() - start;
  }

  private int takePlain(ByteBuffer into) {
    int count = RecordInput.move(plain, into);
    if (!plain.hasRemaining()) {
      plain = NOTHING;
    }
    return count;
  }

  @Override
  public int available() throws IOException {
    while (!plain.hasRemaining() && !ended && input.pull()) {
      decrypt(NOTHING);
    }
    return plain.remaining();
  }

  /// Decrypts the record at hand: to where it is wanted, if it surely fits.
  private void decrypt(ByteBuffer into) throws IOException {
    int length = input.atHand();
    if (into.remaining() >= length) {
      unwrap(into);
    } else {
      ByteBuffer aside = ByteBuffer.allocate(length);
      unwrap(aside);
      plain = aside.flip();
    }
  }

  private void unwrap(ByteBuffer into) throws IOException {
    if (established && renegotiable && input.isHandshake()) {
      throw new SSLException("the peer wants to renegotiate, which is not done");
    }
    SSLEngineResult result = engine.unwrap(input.octets(), into);
    if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      runTasks();
    }
    ended |= result.getStatus() == Status.CLOSED;
    if (result.bytesProduced() == 0 && !ended) {
      silence.count();
    }
    input.release();
  }

  /// What fails in a task is thrown by the next call, and no later: the status of an engine that
  /// has failed looks as if it had only its tickets left to send.
  private void runTasks() throws SSLException {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
    SSLEngineResult _ = engine.unwrap(NOTHING, NOTHING);
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    output.write(from);
    silence.end();
  }

  @Override
  public void shutdownOutput() throws IOException {
    output.end();
  }

  /// Ends the protection, with `close_notify`; the connection goes on in clear over the wire that
  /// this gives, and this one is done with.
  public Wire cleared() throws IOException {
    shutdownOutput();
    return new ClearedWire(this);
  }

  /// What came and turned out not to be TLS.
  ByteBuffer takeReceived() {
    return input.takeAll();
  }

  @Override
  public InetSocketAddress local() {
    return below.local();
  }

  @Override
  public InetSocketAddress remote() {
    return below.remote();
  }

  @Override
  public Optional<SocketChannel> clear() {
    return Optional.empty();
  }

  /// Gives back what lies outside the heap; to be called by who read last, when nothing is read or
  /// written any more. The connection below stays as it is.
  public void release() {
    input.giveBack();
    releaseEngine();
  }

  void releaseEngine() {
    if (engine instanceof NativeEngine outside) {
      outside.release();
    }
  }

  @Override
  public void reset() throws IOException {
    below.reset();
    releaseEngine();
  }

  @Override
  public void close() throws IOException {
    try {
      below.close();
    } finally {
      releaseEngine();
    }
  }
}
