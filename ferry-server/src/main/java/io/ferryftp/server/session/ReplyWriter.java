package io.ferryftp.server.session;

import io.ferryftp.event.ServerEvent.ReplySent;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.net.WireChange;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.event.EventHub;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The one writer of a session's replies. A client that takes no replies is cut off by the stall
/// watch: it may stop reading, but not for ever.
final class ReplyWriter implements StallWatch.Watched {
  private static final System.Logger LOG = System.getLogger(ReplyWriter.class.getName());
  private static final long NOT_WRITING = Long.MIN_VALUE;

  private final long session;
  private final ControlConnection control;
  private final EventHub events;
  private final Duration stallTime;
  private final ReentrantLock order = new ReentrantLock();
  private volatile long writingSince = NOT_WRITING;
  private Optional<StallWatch.Watch> watch = Optional.empty();

  ReplyWriter(long session, ControlConnection control, EventHub events, Duration stallTime) {
    this.session = session;
    this.control = control;
    this.events = events;
    this.stallTime = stallTime;
  }

  /// Has the time of each reply minded, until [#unwatch].
  void watch(StallWatch stalls) {
    watch = Optional.of(stalls.watch(this));
  }

  void unwatch() {
    watch.ifPresent(StallWatch.Watch::close);
  }

  /// Sends a reply; events are in the order of the wire.
  void send(Reply reply) throws IOException {
    order.lock();
    try {
      events.emit(at -> new ReplySent(at, session, reply.code(), WireText.printable(reply.text())));
      writingSince = System.nanoTime();
      control.write(reply);
    } finally {
      writingSince = NOT_WRITING;
      order.unlock();
    }
  }

  /// Puts another wire in the place of the present one; replies wait meanwhile. What is written for
  /// it has the limit of time that replies have.
  <W extends Wire> W change(WireChange<W> change) throws IOException {
    order.lock();
    try {
      writingSince = System.nanoTime();
      return control.change(change);
    } finally {
      writingSince = NOT_WRITING;
      order.unlock();
    }
  }

  /// Says that no reply will follow: `close_notify` where the connection is protected.
  void end() {
    order.lock();
    try {
      writingSince = System.nanoTime();
      control.shutdownOutput();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "the end of a control connection could not be said", e);
    } finally {
      writingSince = NOT_WRITING;
      order.unlock();
    }
  }

  @Override
  public boolean overdue(long nanoTime) {
    long since = writingSince;
    return since != NOT_WRITING && nanoTime - since > stallTime.toNanos();
  }

  @Override
  public void cut() {
    try {
      control.wire().reset();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "resetting a stalled control connection failed", e);
    }
  }
}
