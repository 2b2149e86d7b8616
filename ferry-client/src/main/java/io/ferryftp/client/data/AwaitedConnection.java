package io.ferryftp.client.data;

import io.ferryftp.client.control.AbortDialog;
import io.ferryftp.client.control.Conversation;
import io.ferryftp.client.control.Deadline;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The wait after an active transfer's command: for the first reply and for the connection, which
/// come in either order, or for the reply that says that it cannot come.
final class AwaitedConnection {
  /// How long each of the two is waited for before a look at the other.
  private static final Duration SLICE = Duration.ofMillis(50);

  private static final Duration GLANCE = Duration.ofMillis(1);

  /// What came of it.
  ///
  /// @param first reply, usually preliminary
  /// @param last reply, if it came before anybody asked for it; the same as the first if there was
  ///   no other
  record Arrival(ReceivedReply first, Optional<ReceivedReply> last, Optional<Wire> wire) {
    /// A connection that stood before the reply.
    static Arrival of(ReceivedReply first, Wire wire) {
      Optional<ReceivedReply> last = first.isPreliminary() ? Optional.empty() : Optional.of(first);
      return new Arrival(first, last, Optional.of(wire));
    }
  }

  private final Session session;
  private final ActiveListener listener;
  private Optional<ReceivedReply> first = Optional.empty();
  private Optional<ReceivedReply> last = Optional.empty();
  private Optional<Wire> wire = Optional.empty();

  AwaitedConnection(Session session, ActiveListener listener) {
    this.session = session;
    this.listener = listener;
  }

  /// Waits.
  ///
  /// @throws WayFailedException if the connection did not arrive in time; the session is in step,
  ///   on a new control connection if the old one hung
  Arrival await() throws WayFailedException, FtpException {
    try {
      return waited();
    } catch (WayFailedException | FtpException | RuntimeException e) {
      wire.ifPresent(DataFlow::reset);
      throw e;
    }
  }

  private Arrival waited() throws WayFailedException, FtpException {
    Conversation conversation = session.conversation();
    Deadline deadline = Deadline.in(session.config().limits().dataConnection());
    while (!isDecided() && !deadline.hasPassed()) {
      if (wire.isEmpty()) {
        wire = arrived(first.isEmpty() ? Duration.ZERO : SLICE);
      }
      if (!isDecided() && last.isEmpty()) {
        // Behind a 150 the connection is what is waited for, and a refusal only looked for.
        conversation.poll(first.isEmpty() ? SLICE : GLANCE).ifPresent(this::take);
      }
    }
    if (first.isEmpty() && wire.isPresent()) {
      take(conversation.read());
    }
    if (!isDecided() && last.isEmpty()) {
      throw recovered(
          "the server's connection did not arrive within %d ms"
              .formatted(session.config().limits().dataConnection().toMillis()));
    }
    return new Arrival(first.orElseThrow(), last, wire);
  }

  /// A small file can be through, and confirmed, before its connection is noticed here.
  private void take(ReceivedReply reply) {
    first = first.or(() -> Optional.of(reply));
    last = reply.isPreliminary() ? Optional.empty() : Optional.of(reply);
  }

  private boolean isDecided() {
    boolean refused = last.map(ReceivedReply::isFailure).orElse(false);
    return refused || (first.isPresent() && wire.isPresent());
  }

  private Optional<Wire> arrived(Duration limit) throws WayFailedException, FtpException {
    try {
      return listener.arrived(limit);
    } catch (IOException e) {
      throw recovered(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      session.close();
      throw new OperationInterruptedException(session.conversation().failure("interrupted"), e);
    }
  }

  /// The server still tries to connect, and may hear nothing meanwhile.
  private WayFailedException recovered(String reason) throws FtpException {
    ActiveWay.closeQuietly(listener);
    try {
      AbortDialog.run(session.conversation());
    } catch (ConnectionException e) {
      session.reopen(reason);
      return new WayFailedException(reason, e);
    }
    return new WayFailedException(reason);
  }
}
