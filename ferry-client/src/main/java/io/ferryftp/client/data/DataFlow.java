package io.ferryftp.client.data;

import io.ferryftp.client.control.Deadline;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.protocol.tls.TruncationException;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Octets over one data connection, counted, told of, and never waited for without end: each wait
/// has the limit without progress, and all together that of the transfer.
///
/// One thread at a time; [#discard] from any.
final class DataFlow implements Closeable {
  private static final int FIRST_OCTETS = 16 * 1024;

  /// How often at most the listener hears of progress, in octets.
  private static final long PROGRESS_OCTETS = 256 * 1024;

  /// What is written at once, and so what has to be taken within the limit without progress: more
  /// where the last piece was taken quickly, because each one costs calls and memory.
  private static final int LEAST_PIECE_OCTETS = 32 * 1024;

  private static final int MOST_PIECE_OCTETS = 256 * 1024;
  private static final Duration QUICKLY = Duration.ofMillis(50);

  /// One daemon for all clients of this program; it sleeps while no upload runs.
  private static final StallWatch STALLS = new StallWatch();

  private final Session session;
  private final OptionalLong expected;
  private final Duration limit;
  private volatile Wire wire;
  private volatile Optional<DataEnding> ending = Optional.empty();
  private final Deadline deadline;
  private final long start = System.nanoTime();
  private volatile Optional<StallWatch.Watch> watch = Optional.empty();
  private ByteBuffer early = ByteBuffer.allocate(0);
  private int pieceOctets = LEAST_PIECE_OCTETS;
  private long octets;
  private long told;
  private volatile long writingSince;
  private volatile boolean writing;
  private volatile boolean stalled;

  DataFlow(Session session, Wire wire, TransferRequest request) {
    this.session = session;
    this.wire = wire;
    this.expected = request.expected();
    this.limit = request.limit();
    this.deadline = Deadline.in(limit);
  }

  /// The connection as it is now.
  Wire wire() {
    return wire;
  }

  /// Goes on protected.
  void protect(TlsWire over, DataEnding how) {
    wire = over;
    ending = Optional.of(how);
  }

  /// Waits for the first octets, which stay for [#receive]; false at an end without any.
  boolean awaitFirst() throws IOException {
    var buffer = ByteBuffer.allocate(FIRST_OCTETS);
    boolean some = receive(buffer) >= 0;
    early = buffer.flip();
    return some;
  }

  /// Waits for octets; -1 at the end. An end without `close_notify` is one if all octets are there
  /// that were expected.
  ///
  /// @throws io.ferryftp.protocol.tls.TruncationException if not
  /// @throws java.net.SocketTimeoutException at a limit
  int receive(ByteBuffer into) throws IOException {
    if (early.hasRemaining()) {
      int count = Math.min(early.remaining(), into.remaining());
      into.put(early.slice(early.position(), count));
      early.position(early.position() + count);
      return count;
    }
    Duration stall = session.config().limits().stall();
    requireTime();
    Duration rest = deadline.rest();
    int count;
    try {
      count = wire.read(into, stall.compareTo(rest) < 0 ? stall : rest);
    } catch (TruncationException e) {
      if (!expected.equals(OptionalLong.of(octets))) {
        throw e;
      }
      session.tell("the server ended the data connection without close_notify; the size is right");
      count = -1;
    }
    moved(Math.max(0, count));
    return count;
  }

  /// Sends all that remains in the buffer; at a limit the connection is discarded.
  void send(ByteBuffer from) throws IOException {
    requireTime();
    int count = from.remaining();
    int end = from.limit();
    try {
      while (from.position() < end) {
        // A slow reader moves on in small pieces: whoever takes one now and then is not stalled.
        from.limit(Math.min(end, from.position() + pieceOctets));
        guarded(() -> wire.write(from));
      }
    } finally {
      from.limit(end);
    }
    moved(count);
  }

  /// Something that is written.
  private interface Writing {
    void run() throws IOException;
  }

  /// Writes, and has it cut at a limit.
  private void guarded(Writing piece) throws IOException {
    if (watch.isEmpty()) {
      watch = Optional.of(STALLS.watch(new WriteStall()));
    }
    writingSince = System.nanoTime();
    writing = true;
    try {
      piece.run();
    } finally {
      writing = false;
    }
    pieceOctets =
        System.nanoTime() - writingSince < QUICKLY.toNanos()
            ? Math.min(2 * pieceOctets, MOST_PIECE_OCTETS)
            : LEAST_PIECE_OCTETS;
  }

  /// How many octets have moved.
  long octets() {
    return octets;
  }

  Duration duration() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /// Whether a send was cut at a limit.
  boolean wasCut() {
    return stalled;
  }

  /// Which limit it was, in a sentence.
  String limitPassed() {
    return deadline.hasPassed()
        ? "the transfer was not done within %d s".formatted(limit.toSeconds())
        : "nothing moved for %d ms".formatted(session.config().limits().stall().toMillis());
  }

  /// Ends the connection in good order: what was sent, was all.
  @Override
  public void close() throws IOException {
    try {
      if (ending.isPresent()) {
        guarded(ending.get()::sayGoodbye);
        ending.get().awaitGoodbye();
        ending = Optional.empty();
      }
    } finally {
      watch.ifPresent(StallWatch.Watch::close);
      wire.close();
    }
  }

  /// Ends it without a good end, so that no server takes it for one. Idempotent.
  void discard() {
    watch.ifPresent(StallWatch.Watch::close);
    reset(wire);
  }

  static void reset(Wire wire) {
    try {
      wire.reset();
    } catch (IOException e) {
      System.getLogger(DataFlow.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a data connection", e);
    }
  }

  /// Octets that are always there are never waited for, so no wait would find the end.
  private void requireTime() throws SocketTimeoutException {
    if (deadline.hasPassed()) {
      throw new SocketTimeoutException(limitPassed());
    }
  }

  private void moved(int count) {
    octets += count;
    if (octets - told >= PROGRESS_OCTETS) {
      told = octets;
      session
          .conversation()
          .tell(new ClientEvent.TransferProgress(session.config().clock().instant(), octets));
    }
  }

  /// A blocking write has no limit of its own.
  private final class WriteStall implements StallWatch.Watched {
    @Override
    public boolean overdue(long nanoTime) {
      long stall = session.config().limits().stall().toNanos();
      return writing && (nanoTime - writingSince > stall || deadline.hasPassed());
    }

    @Override
    public void cut() {
      stalled = true;
      reset(wire);
    }
  }
}
