package io.ferryftp.client.control;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.client.tls.DistrustException;
import io.ferryftp.client.tls.Precedent;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLException;

/// From a control connection in clear to a protected one: AUTH TLS and the handshake, and after the
/// login PBSZ and PROT (RFC 4217).
///
/// Whatever fails on the way ends the connection, before a user is named. One thing alone does not:
/// a server that refuses AUTH in [TlsMode#AUTO], unless it is known to offer TLS, from this session
/// or an earlier one.
final class Securing {
  private static final int AUTH_ACCEPTED = 234;

  private final Conversation conversation;
  private final ClientConfig config;
  private final Precedent precedent;

  /// For the first connection of a session, or for what comes behind its opening.
  Securing(Conversation conversation) {
    this(conversation, Precedent.NONE);
  }

  Securing(Conversation conversation, Precedent precedent) {
    this.conversation = conversation;
    this.precedent = precedent;
    this.config = conversation.config();
  }

  /// Asks for TLS (AUTH TLS), and goes on in clear if that is refused and allowed.
  ///
  /// @throws TlsException if the connection is to be protected and is not
  void ask() throws FtpException {
    conversation.enter(Step.TLS);
    ReceivedReply reply = conversation.exchange("AUTH TLS");
    if (reply.number() == AUTH_ACCEPTED) {
      handshake();
    } else {
      refused(reply);
    }
    conversation.enter(Step.COMMAND);
  }

  private void refused(ReceivedReply reply) throws TlsException {
    Failure failure = conversation.failure("the server offers no TLS").answered(reply);
    if (config.tls().mode() == TlsMode.EXPLICIT || !reply.isFailure()) {
      throw conversation.insecure(
          failure.tryThis("without it everybody on the way can read password and files"));
    }
    if (precedent.certificate().isPresent()
        || notes().tls() == HostNotes.TlsOffer.SEEN
        || isKnownByItsCertificate()) {
      throw conversation.insecure(
          conversation
              .failure("the server has offered TLS before and does not any more")
              .answered(reply)
              .tryThis(
                  "somebody may be in the middle; if the server really has lost it, turn TLS off"
                      + " for it"));
    }
    conversation.tell(
        new ClientEvent.StaysInClear(config.clock().instant(), conversation.remote()));
  }

  /// Whether somebody has said yes to a certificate of this server. The memory of hosts may be
  /// lost; what somebody has decided counts without it. A store that cannot tell is no leave to go
  /// on in clear.
  private boolean isKnownByItsCertificate() {
    if (!(config.tls().trust() instanceof ServerTrust.Vouched trust)) {
      return false;
    }
    try {
      return trust.known().find(config.hostKey(), config.port()).isPresent();
    } catch (IOException e) {
      conversation.notice("known certificates cannot be read: " + e.getMessage());
      return true;
    }
  }

  /// The handshake of the control connection; that this server speaks TLS is remembered.
  void handshake() throws FtpException {
    ControlConnection connection = conversation.connection();
    conversation.enter(Step.TLS);
    if (connection.hasBufferedInput()) {
      throw conversation.insecure(
          conversation
              .failure("something was sent in clear text behind the server's consent to TLS")
              .tryThis("somebody may be in the middle"));
    }
    var tls = new ControlTls(config, precedent);
    try {
      TlsWire wire =
          connection.change(below -> {
            TlsWire fresh = tls.control(below);
            fresh.handshake(config.limits().handshake());
            return fresh;
          });
      TlsFacts facts = tls.admit(wire, conversation::notice);
      conversation.protectedBy(tls);
      // Now, and not when somebody is let in: a wrong password must not keep the door open.
      config.memory().remember(config.hostKey(), config.port(), notes().withTlsSeen());
      conversation.tell(
          new ClientEvent.ControlProtected(config.clock().instant(), facts, tls.certificate()));
    } catch (IOException | DistrustException e) {
      throw failed(e);
    }
  }

  private FtpException failed(Exception cause) {
    if (Thread.currentThread().isInterrupted()) {
      conversation.close();
      return new OperationInterruptedException(Failure.at(Step.TLS, "interrupted"), cause);
    }
    Failure failure =
        DistrustException.in(cause)
            .orElseGet(() -> conversation.failure(words(cause)).tryThis(remedy(cause)));
    TlsException e = conversation.insecure(failure);
    e.initCause(cause);
    return e;
  }

  private String words(Exception cause) {
    return switch (cause) {
      case ClearTextException _ -> "the server does not speak TLS on this connection";
      case SSLException e -> NetworkErrors.tls(e);
      case SocketTimeoutException _ ->
          "no agreement on TLS within %d ms".formatted(config.limits().handshake().toMillis());
      case IOException e -> "the connection broke during the TLS handshake: " + e.getMessage();
      default -> "no agreement on TLS with the server: " + cause.getMessage();
    };
  }

  private String remedy(Exception cause) {
    boolean strange =
        cause instanceof ClearTextException || cause instanceof SocketTimeoutException;
    if (strange && config.tls().mode() == TlsMode.IMPLICIT) {
      return "ftps is for ports where TLS begins at once, most often 990; elsewhere use ftpes";
    }
    return strange ? "" : "Ferry speaks TLS 1.2 and 1.3";
  }

  /// Protects data connections (PBSZ 0, PROT P). To be called behind each login.
  ///
  /// @throws TlsException if the server refuses: no data goes in clear beside a protected control
  ///   connection
  void protectData() throws FtpException {
    if (conversation.tls().isEmpty()) {
      return;
    }
    conversation.enter(Step.TLS);
    // RFC 4217 §9 wants it first; its reply says nothing that PROT's does not.
    conversation.exchange("PBSZ 0");
    ReceivedReply reply = conversation.exchange("PROT P");
    if (reply.number() / 100 != 2) {
      throw conversation.insecure(
          conversation
              .failure("the server does not protect data connections")
              .answered(reply)
              .tryThis("it has to be allowed at the server; nothing is sent in clear text"));
    }
    conversation.enter(Step.COMMAND);
  }

  private HostNotes notes() {
    return config.memory().notes(config.hostKey(), config.port());
  }
}
