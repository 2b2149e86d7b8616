package io.ferryftp.client.control;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.reply.ReplyCodec;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/// Commands out, replies in, on one control connection.
///
/// A reply belongs to the command before it, and there is no other way to tell: so whenever it
/// cannot be told any more (a reply too many, one that did not come, one that is none) the
/// connection is closed, and every further use is a [ConnectionException] that says why.
///
/// One thread at a time; [#close] from any.
public final class Conversation implements Closeable {
  /// The longest line of a reply, in octets.
  public static final int MAX_LINE_OCTETS = ReplyCodec.Decoder.MAX_LINE_CHARS;

  /// The code of a server that is about to close (RFC 959 §4.2.2), at any moment.
  private static final int CLOSING = 421;

  private final ControlConnection connection;
  private final ClientConfig config;
  private final ReplyCodec.Decoder decoder = new ReplyCodec.Decoder();
  private Step step = Step.GREETING;
  private Optional<Verb> verb = Optional.empty();
  private final Masks masks = new Masks();
  private final AtomicBoolean disconnected = new AtomicBoolean();
  private volatile String ended = "";
  private Optional<ControlTls> tls = Optional.empty();

  /// Takes over a connection whose greeting is still to come.
  Conversation(ControlConnection connection, ClientConfig config) {
    this.connection = connection;
    this.config = config;
  }

  public ClientConfig config() {
    return config;
  }

  public InetSocketAddress local() {
    return connection.local();
  }

  public InetSocketAddress remote() {
    return connection.remote();
  }

  /// What protects this connection; empty while nothing does.
  public Optional<ControlTls> tls() {
    return tls;
  }

  ControlConnection connection() {
    return connection;
  }

  /// Says that the connection is protected from here on.
  void protectedBy(ControlTls protection) {
    tls = Optional.of(protection);
  }

  /// Whether commands can be sent.
  public boolean isUsable() {
    return ended.isEmpty();
  }

  /// What is done from now on, for messages.
  public void enter(Step next) {
    step = next;
  }

  /// Hides this text from now on in what is shown of replies: a server may repeat what it does not
  /// understand. While somebody logs in the replies themselves do not hold it either; afterwards
  /// they stay as they are, because a password may be part of a path.
  void mask(Secret text) {
    masks.add(text);
  }

  /// Sends a command line.
  ///
  /// @throws IllegalArgumentException if it holds CR, LF or NUL; nothing is sent
  public void send(String line) throws FtpException {
    requireUsable();
    int space = line.indexOf(' ');
    verb = Verb.of(space < 0 ? line : line.substring(0, space));
    requireInStep();
    write(line);
  }

  /// Sends a command while replies are still owed: ABOR, and what finds out where we are.
  void interject(String line) throws FtpException {
    requireUsable();
    write(line);
  }

  private void write(String line) throws FtpException {
    try {
      connection.writeLine(line);
    } catch (IOException e) {
      throw lost("the control connection broke", e);
    }
    tell(new ClientEvent.CommandSent(config.clock().instant(), CommandCodec.masked(line)));
  }

  /// Waits for the next reply, within the limit for replies.
  public ReceivedReply read() throws FtpException {
    return read(config.limits().reply());
  }

  /// Waits for the next reply; none in time ends the conversation.
  public ReceivedReply read(Duration limit) throws FtpException {
    return poll(limit).orElseThrow(() -> silent(limit));
  }

  /// Waits for the final reply, within the limit for replies, which those on the way do not extend.
  public ReceivedReply readFinal() throws FtpException {
    return readFinal(config.limits().reply());
  }

  /// Waits for the final reply; none in time ends the conversation.
  public ReceivedReply readFinal(Duration limit) throws FtpException {
    Deadline deadline = Deadline.in(limit);
    ReceivedReply reply = read(limit);
    while (reply.isPreliminary()) {
      if (deadline.hasPassed()) {
        throw silent(limit);
      }
      reply = poll(deadline.rest()).orElseThrow(() -> silent(limit));
    }
    return reply;
  }

  private ConnectionException silent(Duration limit) {
    return end(failure("no reply came within %d s".formatted(Math.max(1, limit.toSeconds()))));
  }

  /// Waits for the next reply; empty if none came in time, and what came of it is kept.
  public Optional<ReceivedReply> poll(Duration limit) throws FtpException {
    requireUsable();
    Deadline deadline = Deadline.in(limit);
    while (true) {
      switch (connection.readLine(deadline.rest())) {
        case ControlLine.Text(var line) -> {
          Optional<ReceivedReply> reply = take(line);
          if (reply.isPresent()) {
            return reply;
          }
        }
        case ControlLine.TimedOut _ -> {
          return Optional.empty();
        }
        case ControlLine.TooLong _, ControlLine.Flooded _ ->
            throw end(failure("the server sent a line of more than 8192 octets"));
        case ControlLine.Closed(var cause) -> {
          IOException e = cause.orElseGet(() -> new IOException("closed"));
          throw lost(NetworkErrors.ending(e), e);
        }
      }
    }
  }

  private Optional<ReceivedReply> take(String line) throws FtpException {
    String shown = masks.applied(line);
    tell(new ClientEvent.ReplyReceived(config.clock().instant(), WireText.printable(shown)));
    try {
      Optional<ReceivedReply> reply = decoder.accept(step == Step.LOGIN ? shown : line);
      if (reply.isPresent() && reply.get().number() == CLOSING) {
        throw end(failure("the server ends the session").answered(reply.get()));
      }
      return reply;
    } catch (ProtocolException e) {
      throw end(failure(e.getMessage() + NetworkErrors.foreign(shown)));
    }
  }

  /// Sends a command and gives its final reply, whatever it says.
  public ReceivedReply exchange(String line) throws FtpException {
    send(line);
    return readFinal();
  }

  /// A failure of what is being done now.
  public Failure failure(String what) {
    return new Failure(step, verb, Optional.empty(), what, "");
  }

  /// Ends the conversation: nothing can be told any more.
  public ConnectionException end(Failure failure) {
    if (ended.isEmpty()) {
      ended = failure.sentence();
    }
    close();
    return new ConnectionException(failure);
  }

  /// Ends the conversation: it is not protected as it has to be.
  public TlsException insecure(Failure failure) {
    end(failure);
    return new TlsException(failure);
  }

  /// Tells the listener a sentence.
  void notice(String sentence) {
    tell(new ClientEvent.Notice(config.clock().instant(), sentence));
  }

  /// Tells the listener.
  public void tell(ClientEvent event) {
    try {
      config.listener().on(event);
    } catch (RuntimeException e) {
      // A reply may be owed now that nobody will read.
      end(failure("the client's own listener failed"));
      throw e;
    }
  }

  /// Says that nothing more will be sent, and closes; the server may be gone already.
  void leave() {
    try {
      connection.wire().shutdownOutput();
    } catch (IOException e) {
      System.getLogger(Conversation.class.getName())
          .log(System.Logger.Level.DEBUG, "ending the control connection", e);
    }
    close();
  }

  @Override
  public void close() {
    if (ended.isEmpty()) {
      ended = "this client is closed";
    }
    try {
      connection.close();
    } catch (IOException e) {
      System.getLogger(Conversation.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the control connection", e);
    }
    if (disconnected.compareAndSet(false, true)) {
      tell(new ClientEvent.Disconnected(config.clock().instant()));
    }
  }

  private void requireUsable() throws ConnectionException {
    if (!ended.isEmpty()) {
      throw new ConnectionException(
          Failure.at(Step.COMMAND, "the control connection was closed: " + ended)
              .tryThis("connect again"));
    }
  }

  /// Takes in what has come unasked: new tickets are welcome, but a reply that waits before its
  /// command was sent belongs to none, and ends the conversation.
  public void requireInStep() throws FtpException {
    try {
      if (!connection.hasInput()) {
        return;
      }
    } catch (IOException e) {
      throw lost(NetworkErrors.ending(e), e);
    }
    Optional<ReceivedReply> stray = poll(config.limits().abort());
    Failure failure = failure("the server sent a reply that nothing asked for");
    throw end(stray.map(failure::answered).orElse(failure).tryThis("connect again"));
  }

  private FtpException lost(String what, IOException cause) {
    boolean objection = cause instanceof SSLException e && NetworkErrors.isAboutTheClient(e);
    Failure failure = failure(objection ? NetworkErrors.tls((SSLException) cause) : what);
    end(failure);
    if (Thread.currentThread().isInterrupted()) {
      return new OperationInterruptedException(failure("interrupted"), cause);
    }
    return objection ? new TlsException(failure, cause) : new ConnectionException(failure, cause);
  }
}
