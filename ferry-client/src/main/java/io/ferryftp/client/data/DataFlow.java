package io.ferryftp.client.data;

import io.ferryftp.client.control.Deadline;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// Octets over one data connection, counted, told of, and never waited for without end: each wait
/// has the limit without progress, and all together that of the transfer.
///
/// One thread at a time; [#discard] from any.
final class DataFlow implements Closeable {
  /// How often at most the listener hears of progress, in octets.
  private static final long PROGRESS_OCTETS = 256 * 1024;

  /// What is written at once, and so what has to be taken within the limit without progress.
  private static final int PIECE_OCTETS = 32 * 1024;

  /// One daemon for all clients of this program; it sleeps while no upload runs.
  private static final StallWatch STALLS = new StallWatch();

  private final Session session;
  private final Wire wire;
  private final Duration limit;
  private final Deadline deadline;
  private final long start = System.nanoTime();
  private volatile Optional<StallWatch.Watch> watch = Optional.empty();
  private long octets;
  private long told;
  private volatile long writingSince;
  private volatile boolean writing;
  private volatile boolean stalled;

  /// @param limit for the whole transfer
  DataFlow(Session session, Wire wire, Duration limit) {
    this.session = session;
    this.wire = wire;
    this.limit = limit;
    this.deadline = Deadline.in(limit);
  }

  /// Waits for octets; -1 at the end.
  ///
  /// @throws java.net.SocketTimeoutException at a limit
  int receive(ByteBuffer into) throws IOException {
    Duration stall = session.config().limits().stall();
    requireTime();
    Duration rest = deadline.rest();
    int count = wire.read(into, stall.compareTo(rest) < 0 ? stall : rest);
    moved(Math.max(0, count));
    return count;
  }

  /// Sends all that remains in the buffer; at a limit the connection is discarded.
  void send(ByteBuffer from) throws IOException {
    requireTime();
    int count = from.remaining();
    if (watch.isEmpty()) {
      watch = Optional.of(STALLS.watch(new WriteStall()));
    }
    int end = from.limit();
    writing = true;
    try {
      while (from.position() < end) {
        // A slow reader moves on in small pieces: whoever takes one now and then is not stalled.
        writingSince = System.nanoTime();
        wire.write(from.limit(Math.min(end, from.position() + PIECE_OCTETS)));
      }
    } finally {
      from.limit(end);
      writing = false;
    }
    moved(count);
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
    watch.ifPresent(StallWatch.Watch::close);
    wire.close();
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
