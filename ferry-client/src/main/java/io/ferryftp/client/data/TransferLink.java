package io.ferryftp.client.data;

import io.ferryftp.client.control.AbortDialog;
import io.ferryftp.client.control.Conversation;
import io.ferryftp.client.control.NetworkErrors;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// A running transfer: its data connection, and the final reply that the server owes for it.
///
/// It ends in exactly one of two ways, [#finish] or [#abort]; afterwards the conversation is in
/// step again, or it has ended. [#abort] may come from any thread.
public final class TransferLink implements Closeable {
  private static final int FIRST_OCTETS = 16 * 1024;

  private final Session session;
  private final DataFlow flow;
  private final TransferRequest request;
  private final ReceivedReply first;
  private final Optional<ReceivedReply> confirmed;
  private final ReentrantLock using = new ReentrantLock();
  private ByteBuffer early = ByteBuffer.allocate(0);
  private Optional<ReceivedReply> last = Optional.empty();
  private volatile boolean ended;
  private volatile boolean aborted;
  private volatile boolean finishing;

  /// @param first reply to the command
  /// @param confirmed the last one, if it has come already
  TransferLink(
      Session session,
      Wire wire,
      TransferRequest request,
      ReceivedReply first,
      Optional<ReceivedReply> confirmed) {
    this.session = session;
    this.request = request;
    this.first = first;
    this.confirmed = confirmed;
    this.flow = new DataFlow(session, wire, request.limit());
  }

  /// The reply that the transfer began with, usually a 150.
  public ReceivedReply first() {
    return first;
  }

  /// How many octets have gone over the data connection.
  public long octets() {
    return flow.octets();
  }

  /// How long it has been going on.
  public Duration duration() {
    return flow.duration();
  }

  public boolean isOpen() {
    return !ended;
  }

  /// Waits for the first octets of a download, which stay for [#read]. Gives the final reply
  /// instead if the connection ends without any: then it is not too late for another way.
  Optional<ReceivedReply> awaitFirstOctets() throws FtpException {
    if (request.direction() == TransferRequest.Direction.TO_SERVER) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.allocate(FIRST_OCTETS);
    using.lock();
    try {
      if (flow.receive(buffer) >= 0) {
        early = buffer.flip();
        return Optional.empty();
      }
      // Some servers say how it went only when this end is closed too, or after seconds.
      flow.close();
      return withoutOctets();
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      if (aborted || e instanceof SocketTimeoutException) {
        throw broken(e);
      }
      Interruptions.check(session, Step.TRANSFER, e);
      flow.discard();
      return withoutOctets();
    } finally {
      using.unlock();
    }
  }

  private Optional<ReceivedReply> withoutOctets() throws FtpException {
    last = Optional.of(finalReply());
    return last;
  }

  /// Waits for octets; -1 at the end of the data, which [#finish] has to confirm.
  public int read(ByteBuffer into) throws FtpException {
    using.lock();
    try {
      requireOpen();
      if (early.hasRemaining()) {
        int count = Math.min(early.remaining(), into.remaining());
        into.put(early.slice(early.position(), count));
        early.position(early.position() + count);
        return count;
      }
      return last.isPresent() ? -1 : flow.receive(into);
    } catch (IOException e) {
      throw broken(e);
    } finally {
      using.unlock();
    }
  }

  /// Writes all that remains in the buffer.
  public void write(ByteBuffer from) throws FtpException {
    using.lock();
    try {
      requireOpen();
      flow.send(from);
    } catch (IOException e) {
      throw broken(e);
    } finally {
      using.unlock();
    }
  }

  /// Ends the transfer in good order and gives the server's confirmation.
  ///
  /// @throws VerificationException if the server does not say how it went
  /// @throws ConnectionException if it has gone without saying it
  public ReceivedReply finish() throws FtpException {
    using.lock();
    try {
      requireOpen();
      flow.close();
      end();
      finishing = true;
      ReceivedReply reply = last.isPresent() ? last.get() : finalReply();
      if (reply.isFailure()) {
        throw failed(reply, "the server says that the transfer failed");
      }
      return reply;
    } catch (ConnectionException e) {
      throw unconfirmed(e);
    } catch (IOException e) {
      throw e instanceof FtpException known ? known : broken(e);
    } finally {
      using.unlock();
    }
  }

  /// Who has gone may have stored the file, and who is silent too; only the connection differs.
  private FtpException unconfirmed(ConnectionException e) {
    var failure =
        new Failure(
            Step.VERIFICATION,
            e.verb(),
            e.reply(),
            "%d octets went over, but the server did not confirm them".formatted(octets()),
            "look whether the file is complete");
    boolean gone = e.getCause() != null || e.reply().isPresent();
    return gone ? new ConnectionException(failure, e) : new VerificationException(failure, e);
  }

  /// Ends the transfer early; whoever waits in it fails. Does nothing if it has ended, or if all
  /// has gone over and only the confirmation is awaited.
  public void abort() {
    aborted = true;
    flow.discard();
    if (finishing) {
      return;
    }
    using.lock();
    try {
      settle();
    } finally {
      using.unlock();
    }
  }

  /// The same as [#abort].
  @Override
  public void close() {
    abort();
  }

  /// Reads what the server owes for a transfer whose data connection is gone.
  private void settle() {
    if (ended) {
      return;
    }
    end();
    Conversation conversation = session.conversation();
    if (last.isPresent() || confirmed.isPresent() || !conversation.isUsable()) {
      return;
    }
    try {
      AbortDialog.run(conversation);
    } catch (FtpException e) {
      // Whoever interrupts knows why.
      if (!(e instanceof OperationInterruptedException)) {
        session.tell("the control connection is of no use any more: " + e.getMessage());
      }
    }
  }

  private void end() {
    ended = true;
    session
        .conversation()
        .tell(
            new ClientEvent.DataConnectionClosed(
                session.config().clock().instant(), octets(), duration()));
  }

  private ReceivedReply finalReply() throws FtpException {
    if (confirmed.isPresent()) {
      return confirmed.get();
    }
    return session.conversation().readFinal();
  }

  /// What a failure of the data connection means. The server knows it too, and says so.
  private FtpException broken(IOException cause) throws FtpException {
    if (cause instanceof FtpException known) {
      return known;
    }
    flow.discard();
    if (Thread.currentThread().isInterrupted()) {
      end();
    }
    Interruptions.check(session, Step.TRANSFER, cause);
    if (aborted || flow.wasCut() || cause instanceof SocketTimeoutException) {
      settle();
      return new DataConnectionException(
          failure(aborted ? "the transfer was aborted" : flow.limitPassed()), cause);
    }
    end();
    ReceivedReply reply = finalReply();
    return reply.isFailure()
        ? failed(reply, "the data connection broke (%s)".formatted(NetworkErrors.words(cause)))
        : new VerificationException(
            failure("the server closed the data connection early and yet confirms the transfer")
                .answered(reply),
            cause);
  }

  private FtpException failed(ReceivedReply reply, String what) {
    return DataNegotiation.isLackOfConnection(reply)
        ? new DataConnectionException(failure(what).answered(reply).tryThis("try it again"))
        : refused(reply);
  }

  private RefusedException refused(ReceivedReply reply) {
    Failure known = session.refused(reply).failure();
    return new RefusedException(
        new Failure(Step.TRANSFER, known.verb(), known.reply(), known.what(), known.remedy()));
  }

  private Failure failure(String what) {
    return Failure.at(Step.TRANSFER, what).during(request.command().verb());
  }

  private void requireOpen() throws DataConnectionException {
    if (ended && aborted) {
      throw new DataConnectionException(failure("the transfer was aborted"));
    }
    if (ended) {
      throw new IllegalStateException("the transfer has ended");
    }
  }
}
