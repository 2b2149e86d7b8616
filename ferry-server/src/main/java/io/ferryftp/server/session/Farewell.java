package io.ferryftp.server.session;

import io.ferryftp.protocol.net.ControlConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/// The end of a control connection: why it ends, the last reply, and the close. May be reached from
/// the loop, from the end of a transfer and from whoever stops the server, in any order.
final class Farewell {
  private static final System.Logger LOG = System.getLogger(Farewell.class.getName());

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

  void close() {
    try {
      control.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a control connection failed", e);
    }
  }
}
