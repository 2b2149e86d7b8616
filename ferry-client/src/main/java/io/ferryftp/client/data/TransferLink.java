package io.ferryftp.client.data;

import io.ferryftp.client.control.AbortDialog;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.ProtectionRefusedException.Attempt;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.client.tls.DistrustException;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.protocol.tls.TruncationException;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;

/// A running transfer: its data connection, and the final reply that the server owes for it.
///
/// It ends in exactly one of two ways, [#finish] or [#abort]; afterwards the conversation is in
/// step again, or it has ended. [#abort] may come from any thread.
public final class TransferLink implements Closeable {
  private final Session session;
  private final DataFlow flow;
  private final TransferRequest request;
  private final TransferFailures failures;
  private final ReceivedReply first;
  private final Optional<ReceivedReply> confirmed;
  private final ReentrantLock using = new ReentrantLock();
  private Optional<ReceivedReply> last = Optional.empty();
  private Attempt attempt = Attempt.ANEW;
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
    this.flow = new DataFlow(session, wire, request);
    this.failures = new TransferFailures(session, request);
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

  /// Protects the data connection, if the control connection is.
  void protect() throws ProtectionRefusedException, FtpException {
    Optional<ControlTls> tls = session.conversation().tls();
    if (tls.isEmpty()) {
      return;
    }
    using.lock();
    try {
      var handshake = new DataHandshake(session, tls.get(), flow);
      Optional<ReceivedReply> early = handshake.run(request.direction());
      attempt = handshake.attempt();
      if (early.isPresent()) {
        throw notProtected(new SSLException("no handshake"), early.get());
      }
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      Optional<Failure> distrust = DistrustException.in(e);
      if (distrust.isPresent()) {
        flow.discard();
        throw session.conversation().insecure(distrust.get());
      }
      if (aborted) {
        throw broken(e);
      }
      Interruptions.check(session, Step.TRANSFER, e);
      flow.discard();
      if (e instanceof SocketTimeoutException || e instanceof ClearTextException) {
        settle();
        throw failures.noHandshake(e);
      }
      throw notProtected(e, finalReply());
    } finally {
      using.unlock();
    }
  }

  private FtpException notProtected(IOException cause, ReceivedReply reply)
      throws ProtectionRefusedException {
    last = Optional.of(reply);
    end();
    if (DataNegotiation.isLackOfProtection(reply, request.command())) {
      throw new ProtectionRefusedException(reply, attempt);
    }
    return failures.broken(cause, reply);
  }

  /// How the session of the data connection came about.
  Attempt attempt() {
    return attempt;
  }

  /// Waits for the first octets of a download, which stay for [#read]. Gives the final reply
  /// instead if the connection ends without any: then it is not too late for another way.
  Optional<ReceivedReply> awaitFirstOctets() throws FtpException {
    if (request.direction() == TransferRequest.Direction.TO_SERVER) {
      return Optional.empty();
    }
    using.lock();
    try {
      if (flow.awaitFirst()) {
        return Optional.empty();
      }
      // Some servers say how it went only when this end is closed too, or after seconds.
      flow.close();
      last = Optional.of(finalReply());
      return last;
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      if (aborted || e instanceof SocketTimeoutException) {
        throw broken(e);
      }
      Interruptions.check(session, Step.TRANSFER, e);
      flow.discard();
      ReceivedReply reply = finalReply();
      last = Optional.of(reply);
      if (!reply.isFailure() && e instanceof TruncationException) {
        end();
        throw failures.broken(e, reply);
      }
      return last;
    } finally {
      using.unlock();
    }
  }

  /// Waits for octets; -1 at the end of the data, which [#finish] has to confirm.
  public int read(ByteBuffer into) throws FtpException {
    using.lock();
    try {
      requireOpen();
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
        throw failures.failed(reply, "the server says that the transfer failed");
      }
      if (attempt == Attempt.ANEW) {
        session.conversation().tls().ifPresent(ControlTls::fullAccepted);
      }
      session.transferred();
      return reply;
    } catch (ConnectionException e) {
      throw failures.unconfirmed(e, octets());
    } catch (IOException e) {
      throw e instanceof FtpException known ? known : broken(e);
    } finally {
      using.unlock();
    }
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
    boolean owed = last.isEmpty() && confirmed.isEmpty();
    if (owed && session.conversation().isUsable()) {
      AbortDialog.settle(session);
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
          failures.failure(aborted ? "the transfer was aborted" : flow.limitPassed()), cause);
    }
    end();
    return failures.broken(cause, finalReply());
  }

  private void requireOpen() throws DataConnectionException {
    if (ended && aborted) {
      throw failures.aborted();
    }
    if (ended) {
      throw new IllegalStateException("the transfer has ended");
    }
  }
}
