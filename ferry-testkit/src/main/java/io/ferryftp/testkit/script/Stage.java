package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the parts of a scripted peer share: its setting, its sockets, and the end of everything.
final class Stage implements AutoCloseable {
  private static final int PIECE = 16 * 1024;

  private final PlaySetting setting;
  private final Bell bell = new Bell();
  private final StallWatch watch = new StallWatch();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Stage(PlaySetting setting) {
    this.setting = setting;
  }

  PlaySetting setting() {
    return setting;
  }

  Bell bell() {
    return bell;
  }

  boolean isClosed() {
    return closed;
  }

  /// Has something closed with everything else.
  <T extends Closeable> T keep(T thing) {
    open.add(thing);
    if (closed) {
      discard(thing);
    }
    return thing;
  }

  /// Closes something now.
  void discard(Closeable thing) {
    open.remove(thing);
    try {
      thing.close();
    } catch (IOException e) {
      // A peer that is gone already is no news.
      System.getLogger(Stage.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    }
  }

  /// Resets a connection.
  void reset(Wire wire) throws IOException {
    wire.reset();
    discard(wire);
  }

  /// Lets time pass; returns early at the end of everything.
  void rest(Duration time) {
    bell.await(() -> closed, time);
  }

  /// Sends octets, at most `most`, piece by piece; a peer that takes none of a piece within the
  /// limit loses the connection.
  ///
  /// @return how many went
  long send(Wire to, InputStream octets, long most, Pace pace) throws IOException {
    var piece = new byte[Math.min(PIECE, pace.octets())];
    var writing = new Writing(to);
    long sent = 0;
    try (StallWatch.Watch _ = watch.watch(writing)) {
      while (sent < most) {
        int count = octets.readNBytes(piece, 0, (int) Math.min(piece.length, most - sent));
        if (count == 0) {
          return sent;
        }
        if (sent > 0 && pace.every().isPositive()) {
          rest(pace.every());
        }
        writing.begin();
        to.write(ByteBuffer.wrap(piece, 0, count));
        writing.end();
        sent += count;
      }
    }
    return sent;
  }

  @Override
  public void close() {
    closed = true;
    open.forEach(this::discard);
    watch.close();
    // Last, so that nobody who wakes up finds an open socket to go on with.
    bell.ring(() -> {});
  }

  /// How fast octets go.
  ///
  /// @param octets at a time
  /// @param every the time between
  record Pace(int octets, Duration every) {
    static final Pace FULL = new Pace(Integer.MAX_VALUE, Duration.ZERO);
  }

  private final class Writing implements StallWatch.Watched {
    private static final long IDLE = 0;

    private final Wire wire;
    private volatile long began = IDLE;

    private Writing(Wire wire) {
      this.wire = wire;
    }

    private void begin() {
      began = System.nanoTime() | 1;
    }

    private void end() {
      began = IDLE;
    }

    @Override
    public boolean overdue(long nanoTime) {
      long since = began;
      return since != IDLE && nanoTime - since > setting.patience().toNanos();
    }

    @Override
    public void cut() {
      discard(wire);
    }
  }
}
