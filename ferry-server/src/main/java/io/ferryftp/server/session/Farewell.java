package io.ferryftp.server.session;

import io.ferryftp.protocol.net.ControlConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a control connection: why it ends, the last reply, and the close. May be reached from
/// the loop, from the end of a transfer and from whoever stops the server, in any order.
final class Farewell {
  private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

  /// How long a client may go on talking after the last reply.
  private static final Duration HEARING = Duration.ofMillis(500);

  /// And how much it may say.
  private static final int HEARD_OCTETS = 1 << 20;

  private static final int HEARD_AT_ONCE = 4096;

  private final ControlConnection control;
  private final ReplyWriter replies;
  private final AtomicBoolean parted = new AtomicBoolean();
  private volatile String reason = "connection closed by the client";

  Farewell(ControlConnection control, ReplyWriter replies) {
    this.control = control;
    this.replies = replies;
  }

  /// Why the session ends, or ended, for the log.
  String reason() {
    return reason;
  }

  void because(String why) {
    reason = why;
  }

  /// Tells the client why, with 421.
  void say(String why) throws IOException {
    reason = why;
    replies.send(Replies.closing(why));
  }

  /// Tells the client why and closes, once.
  void part(String why) {
    if (parted.compareAndSet(false, true)) {
      try {
        say(why);
        replies.end();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "a session could not be told why it ends", e);
      }
      close();
    }
  }

  /// Says that no reply follows, and takes what the client still says, for a moment: octets that
  /// nobody takes make the close a reset, and a reset takes the replies along that the client has
  /// not read.
  void hearOut() {
    replies.end();
    long end = System.nanoTime() + HEARING.toNanos();
    var octets = ByteBuffer.allocate(HEARD_AT_ONCE);
    try {
      for (int heard = 0; heard < HEARD_OCTETS; heard += octets.position()) {
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive() || control.wire().read(octets.clear(), left) < 0) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a client went on talking until it was left, or has gone", e);
    }
  }

  void close() {
    try {
      control.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a control connection failed", e);
    }
  }
}
