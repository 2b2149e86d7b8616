package io.ferryftp.client.data;

import io.ferryftp.client.control.Conversation;
import io.ferryftp.client.control.Deadline;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.ProtectionRefusedException.Attempt;
import io.ferryftp.client.data.TransferRequest.Direction;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/// The TLS handshake of one data connection, behind the preliminary reply, and always as client: in
/// active mode too (RFC 4217 §7).
///
/// A server that does not like what it sees says so on the control connection, and may leave the
/// data connection as it is: so that is looked at meanwhile.
///
/// The client's part of the handshake goes out in several small writes. With Nagle's delay (RFC
/// 896) the second would wait for the acknowledgement of the first, which servers delay in their
/// turn: 40 ms for each transfer in TLS 1.3. So data connections are made without it.
final class DataHandshake {
  /// How long the data connection is waited for before a look at the control connection.
  private static final Duration SLICE = Duration.ofMillis(100);

  private static final Duration GLANCE = Duration.ofMillis(1);

  /// How long a server may take to say that an upload that resumes nothing is not welcome: in TLS
  /// 1.3 its client learns of it in no other way before everything is sent. Waited for until the
  /// first such transfer has been confirmed.
  private static final Duration SECOND_THOUGHTS = Duration.ofMillis(500);

  private final Session session;
  private final ControlTls tls;
  private final DataFlow flow;
  private final TlsWire wire;
  private Attempt attempt = Attempt.ANEW;

  DataHandshake(Session session, ControlTls tls, DataFlow flow) {
    this.session = session;
    this.tls = tls;
    this.flow = flow;
    this.wire = tls.data(flow.wire());
  }

  /// What was tried so far.
  Attempt attempt() {
    return attempt;
  }

  /// Agrees with the server; the data go on protected then.
  ///
  /// @return the final reply, if the server sent it meanwhile: nothing has been transferred
  Optional<ReceivedReply> run(Direction direction) throws IOException {
    Deadline deadline = Deadline.in(session.config().limits().handshake());
    Optional<ReceivedReply> refusal = Optional.empty();
    while (!agreed(deadline)) {
      refusal = said(GLANCE);
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    var ending = new DataEnding(wire, direction, session.config().limits().closeNotify());
    flow.protect(wire, ending);
    TlsFacts facts = tls.established(wire);
    session
        .conversation()
        .tell(
            new ClientEvent.DataProtected(
                session.config().clock().instant(), facts, tls.ticketsLeft()));
    attempt = facts.handshake() == TlsFacts.Handshake.RESUMED ? Attempt.RESUMED : Attempt.ANEW;
    boolean doubtful =
        attempt == Attempt.ANEW && direction == Direction.TO_SERVER && !tls.isFullAccepted();
    return doubtful ? secondThoughts() : Optional.empty();
  }

  /// Waits for the server to refuse, with a word or by ending the data connection.
  private Optional<ReceivedReply> secondThoughts() throws IOException {
    Deadline deadline = Deadline.in(SECOND_THOUGHTS);
    var none = ByteBuffer.allocate(1);
    while (!deadline.hasPassed()) {
      Optional<ReceivedReply> refusal = said(GLANCE);
      if (refusal.isPresent()) {
        return refusal;
      }
      try {
        if (wire.read(none.clear(), SLICE) < 0) {
          throw new EOFException("the server ended the data connection at once");
        }
      } catch (SocketTimeoutException e) {
        log().log(System.Logger.Level.TRACE, "the server goes on", e);
      }
    }
    return said(GLANCE);
  }

  private boolean agreed(Deadline deadline) throws IOException {
    Duration rest = deadline.rest();
    try {
      wire.handshake(rest.compareTo(SLICE) < 0 ? rest : SLICE);
      return true;
    } catch (SocketTimeoutException e) {
      if (deadline.hasPassed()) {
        throw e;
      }
      return false;
    }
  }

  private Optional<ReceivedReply> said(Duration limit) throws FtpException {
    Conversation conversation = session.conversation();
    return conversation.poll(limit).filter(reply -> !reply.isPreliminary());
  }

  /// Asked for when there is something to say: the first logger is looked for in every jar.
  private static System.Logger log() {
    return System.getLogger(DataHandshake.class.getName());
  }
}
