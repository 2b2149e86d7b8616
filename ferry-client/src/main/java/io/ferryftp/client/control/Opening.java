package io.ferryftp.client.control;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.tls.DistrustException;
import io.ferryftp.client.tls.Precedent;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// The way to a control connection: resolve, connect, greeting, and TLS before or behind it.
public final class Opening {
  private static final int READY = 220;

  private final ClientConfig config;
  private final Deadline deadline;

  private Opening(ClientConfig config) {
    this.config = config;
    this.deadline = Deadline.in(config.limits().connect());
  }

  /// Connects, waits for the greeting and protects the connection as the configuration wants it,
  /// and not less than the one before.
  ///
  /// The host memory may know a highest version of TLS for this server. A server that will have
  /// nothing to do with that one is asked again with every version, and that note is forgotten.
  /// What the session itself has fixed stays.
  public static Conversation open(ClientConfig config, Precedent precedent) throws FtpException {
    try {
      return openOnce(config, precedent);
    } catch (TlsException e) {
      HostNotes notes = config.memory().notes(config.hostKey(), config.port());
      if (precedent.highest().isPresent() || notes.highestTls().isEmpty() || !isDisagreement(e)) {
        throw e;
      }
      config.memory().remember(config.hostKey(), config.port(), notes.withAnyTls());
      Conversation conversation = openOnce(config, precedent);
      conversation.notice(
          "the server refuses %s: going on with every version"
              .formatted(notes.highestTls().get().word()));
      return conversation;
    }
  }

  /// Whether TLS failed, but not for the certificate of the server.
  private static boolean isDisagreement(TlsException e) {
    return e.getCause() instanceof SSLException && DistrustException.in(e).isEmpty();
  }

  private static Conversation openOnce(ClientConfig config, Precedent precedent)
      throws FtpException {
    var opening = new Opening(config);
    var conversation = new Conversation(opening.connect(List.of(opening.resolve())), config);
    conversation.tell(
        new ClientEvent.Connected(
            config.clock().instant(), conversation.local(), conversation.remote()));
    try {
      var securing = new Securing(conversation, precedent);
      switch (config.tls().mode()) {
        case OFF -> greet(conversation);
        case AUTO, EXPLICIT -> {
          greet(conversation);
          securing.ask();
        }
        case IMPLICIT -> {
          securing.handshake();
          conversation.enter(Step.GREETING);
          greet(conversation);
        }
      }
      return conversation;
    } catch (FtpException | RuntimeException e) {
      conversation.close();
      throw e;
    }
  }

  /// 120 may announce a delay (RFC 959 §5.4); anything but 220 in the end is no welcome, 230
  /// included: nobody has logged in.
  private static void greet(Conversation conversation) throws FtpException {
    ReceivedReply greeting = conversation.readFinal();
    if (greeting.number() != READY) {
      throw conversation.end(
          conversation.failure("the server does not welcome this client").answered(greeting));
    }
    conversation.enter(Step.COMMAND);
  }

  /// A name can take for ever, and cannot be interrupted: so it is looked up beside this thread.
  private InetAddress[] resolve() throws FtpException {
    var task = new FutureTask<>(() -> InetAddress.getAllByName(config.host()));
    Thread.ofVirtual().name("ferry-resolve").start(task);
    try {
      return task.get(Math.max(1, deadline.rest().toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ConnectionException(
          Failure.at(Step.RESOLVE, "the name %s was not resolved in time".formatted(config.host())),
          e);
    } catch (ExecutionException e) {
      String what =
          e.getCause() instanceof UnknownHostException
              ? "there is no host named " + config.host()
              : "the name %s cannot be resolved".formatted(config.host());
      throw new ConnectionException(
          Failure.at(Step.RESOLVE, what).tryThis("check the spelling and the name service"), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationInterruptedException(Failure.at(Step.RESOLVE, "interrupted"), e);
    }
  }

  /// Tries each address with an equal share of what is left of the time.
  private ControlConnection connect(List<InetAddress> addresses) throws FtpException {
    IOException last = new IOException("no address");
    for (int i = 0; i < addresses.size(); i++) {
      Duration share = deadline.rest().dividedBy(addresses.size() - i);
      try {
        return connect(addresses.get(i), share);
      } catch (IOException e) {
        last = e;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new OperationInterruptedException(Failure.at(Step.CONNECT, "interrupted"), last);
      }
    }
    throw new ConnectionException(
        Failure.at(
                Step.CONNECT,
                "no connection to %s port %d: %s"
                    .formatted(config.host(), config.port(), NetworkErrors.words(last)))
            .tryThis("check host, port and firewalls"),
        last);
  }

  private ControlConnection connect(InetAddress address, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      // 0 would mean no limit at all.
      int millis = Math.clamp(limit.toMillis(), 1, Integer.MAX_VALUE);
      channel.socket().connect(new InetSocketAddress(address, config.port()), millis);
      return ControlConnection.over(channel, Conversation.MAX_LINE_OCTETS);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }
}
