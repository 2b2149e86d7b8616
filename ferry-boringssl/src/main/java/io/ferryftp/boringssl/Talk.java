package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import io.ferryftp.protocol.tls.TlsVersion;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a server hears and says on one connection, from the ClientHello to the end. For one thread
/// at a time. Native memory is taken when a whole ClientHello is there.
///
/// Tickets of TLS 1.3 wait until something is said, as with JSSE.
final class Talk {
  /// What the connection is for.
  enum Role {
    CONTROL,
    DATA
  }

  private enum State {
    HELLO,
    SHAKING,
    ESTABLISHED,
    FAILED,
    RELEASED
  }

  private final BoringServer server;
  private final BoringScope scope;
  private final Role role;
  private final BoringEngine owner;
  private final Words words = new Words();
  private State state = State.HELLO;
  private ClientHello.@Nullable Gathering gathering = new ClientHello.Gathering();
  private Optional<String> serverName = Optional.empty();
  private @Nullable BoringConnection connection;
  private BoringSession session = BoringSession.NONE;
  private Handshake handshake = Handshake.RESUMED;

  /// What speaks on a control connection under TLS 1.3, instead of BoringSSL.
  private @Nullable ControlWords control;

  private boolean mustWrite;
  private boolean ticketsWait;
  private boolean inboundDone;
  private boolean endAsked;
  private boolean outboundDone;

  Talk(BoringServer server, BoringScope scope, Role role, BoringEngine owner) {
    this.server = server;
    this.scope = scope;
    this.role = role;
    this.owner = owner;
  }

  Status hear(ByteBuffer from, ByteBuffer into) throws SSLException {
    return switch (state) {
      case HELLO -> gather(from);
      case SHAKING -> shake(connection(), from);
      case ESTABLISHED -> inboundDone ? Status.CLOSED : decrypt(connection(), from, into);
      case FAILED -> throw new SSLException("TLS has failed on this connection");
      case RELEASED -> throw new SSLException("the connection is closed");
    };
  }

  private Status gather(ByteBuffer from) throws SSLException {
    int length = Records.length(from);
    ClientHello.Gathering all = gathering;
    if (length == 0 || all == null) {
      return Status.BUFFER_UNDERFLOW;
    }
    ByteBuffer record = from.slice(from.position(), length);
    from.position(from.position() + length);
    try {
      Optional<ClientHello> hello = all.take(record);
      if (hello.isPresent()) {
        gathering = null;
        begin(hello.get(), all.records());
      }
    } catch (HelloException e) {
      // What BoringSSL has to say to this hello is not said.
      free();
      state = State.FAILED;
      words.set(e.record());
      throw e;
    }
    return Status.OK;
  }

  private void begin(ClientHello hello, byte[] records) throws SSLException {
    String protocol = server.offer().protocol();
    if (!hello.protocols().isEmpty() && !hello.protocols().contains(protocol)) {
      throw new HelloException(
          HelloException.NO_APPLICATION_PROTOCOL, "the client wants another protocol than FTP");
    }
    serverName = hello.serverName();
    var made = new BoringConnection(server, scope.sessionIdContext(), owner);
    connection = made;
    if (role == Role.CONTROL) {
      server.secrets().want(made.address());
    }
    try {
      server.setKey(made.address(), scope.key(serverName));
    } catch (SSLException e) {
      throw new HelloException(HelloException.HANDSHAKE_FAILURE, e);
    }
    state = State.SHAKING;
    shake(made, ByteBuffer.wrap(records));
    if (scope.isBound() && !made.isResumed()) {
      handshake = Handshake.FULL;
      throw new HelloException(
          HelloException.HANDSHAKE_FAILURE, "a full handshake, where a resumption is demanded");
    }
  }

  private Status shake(BoringConnection at, ByteBuffer from) throws SSLException {
    if (!from.hasRemaining()) {
      return Status.BUFFER_UNDERFLOW;
    }
    goOn(at, at.shake(from));
    return Status.OK;
  }

  private void goOn(BoringConnection at, int result) throws SSLException {
    mustWrite = false;
    if (result == 1) {
      establish(at);
      return;
    }
    switch (at.reason(result)) {
      case BoringSsl.WANTS_TO_READ -> {}
      case BoringSsl.WANTS_TO_WRITE -> mustWrite = true;
      case BoringSsl.PEER_HAS_ENDED -> throw failure("the peer gave up the TLS handshake");
      default -> throw failure(BoringSsl.takeError());
    }
  }

  private SSLException failure(String sentence) {
    state = State.FAILED;
    return new SSLException(sentence);
  }

  private void establish(BoringConnection at) throws SSLException {
    handshake = at.isResumed() ? Handshake.RESUMED : Handshake.FULL;
    try {
      session = new BoringSession(at.protocol(), at.suite(), serverName, peer(at));
    } catch (CertificateException e) {
      throw new SSLException("the peer's certificate cannot be read", e);
    }
    state = State.ESTABLISHED;
    boolean latest = session.getProtocol().equals(TlsVersion.TLS_1_3.word());
    Optional<byte[]> secret = server.secrets().take(at.address());
    if (latest && role == Role.CONTROL && secret.isPresent()) {
      byte[] tickets = at.takeTickets();
      words.set(tickets);
      control = new ControlWords(new Sealing(session.getCipherSuite(), secret.get()), tickets);
    } else {
      ticketsWait = latest;
    }
  }

  private X509Certificate @Nullable [] peer(BoringConnection at) throws CertificateException {
    byte[][] chain = server.asks() ? at.peerChain() : new byte[0][];
    return chain.length == 0 ? null : BoringServer.certificates(chain);
  }

  private Status decrypt(BoringConnection at, ByteBuffer from, ByteBuffer into)
      throws SSLException {
    if (Records.length(from) == 0) {
      return Status.BUFFER_UNDERFLOW;
    }
    if (Records.wholeThatFit(from, into.remaining()) == 0) {
      return Status.BUFFER_OVERFLOW;
    }
    ControlWords own = control;
    int result = own == null ? at.decrypt(from, into) : decryptOne(at, from, into);
    switch (result > 0 ? BoringSsl.NOTHING : at.reason(result)) {
      case BoringSsl.NOTHING -> {}
      case BoringSsl.WANTS_TO_READ, BoringSsl.WANTS_TO_WRITE -> {
        if (own != null) {
          own.answerUpdate();
        }
      }
      case BoringSsl.PEER_HAS_ENDED -> inboundDone = true;
      default -> {
        if (own != null) {
          words.set(own.failure());
        }
        throw failure(BoringSsl.takeError());
      }
    }
    return inboundDone ? Status.CLOSED : Status.OK;
  }

  /// The first record alone: where data follow a key update, BoringSSL goes on to them and says
  /// nothing of it, and it has to be answered by own hand here.
  private static int decryptOne(BoringConnection at, ByteBuffer from, ByteBuffer into) {
    int limit = from.limit();
    from.limit(from.position() + Records.length(from));
    try {
      return at.decrypt(from, into);
    } finally {
      from.limit(limit);
    }
  }

  Status say(ByteBuffer from, ByteBuffer into) throws SSLException {
    if (words.isEmpty() && (outboundDone || state == State.RELEASED)) {
      return Status.CLOSED;
    }
    if (!words.say(into)) {
      return Status.BUFFER_OVERFLOW;
    }
    BoringConnection at = connection;
    if (at == null || (control != null && state == State.FAILED)) {
      outboundDone = endAsked || state == State.FAILED;
      return Status.OK;
    }
    ControlWords own = control;
    if (own != null) {
      sayByOwnHand(own, from);
      boolean _ = words.say(into);
      return Status.OK;
    }
    at.beginWriting(into);
    try {
      return speak(at, from);
    } finally {
      at.endWriting(into, words);
    }
  }

  private void sayByOwnHand(ControlWords own, ByteBuffer from) throws SSLException {
    if (endAsked) {
      words.set(own.end());
      outboundDone = true;
    } else if (from.hasRemaining()) {
      words.set(own.data(from));
    }
  }

  private Status speak(BoringConnection at, ByteBuffer from) throws SSLException {
    switch (state) {
      case SHAKING -> goOn(at, at.goOnShaking());
      case ESTABLISHED -> {
        if (ticketsWait) {
          ticketsWait = false;
          at.sayTickets();
        }
        if (endAsked) {
          at.sayEnd();
          outboundDone = true;
        } else if (from.hasRemaining()) {
          return encrypt(at, from);
        }
      }
      default -> outboundDone = true;
    }
    return Status.OK;
  }

  private Status encrypt(BoringConnection at, ByteBuffer from) throws SSLException {
    int octets = at.encrypt(from);
    if (octets < 0) {
      throw failure("BoringSSL does not encrypt: " + BoringSsl.takeError());
    }
    return octets == 0 ? Status.BUFFER_OVERFLOW : Status.OK;
  }

  private BoringConnection connection() throws SSLException {
    BoringConnection at = connection;
    if (at == null) {
      throw new SSLException("the connection is closed");
    }
    return at;
  }

  HandshakeStatus status() {
    if (!words.isEmpty() || mustWrite || ticketsWait || hasNativeWords()) {
      return HandshakeStatus.NEED_WRAP;
    }
    return isShaking() ? HandshakeStatus.NEED_UNWRAP : HandshakeStatus.NOT_HANDSHAKING;
  }

  private boolean hasNativeWords() {
    BoringConnection at = connection;
    return at != null && control == null && !outboundDone && at.hasWords();
  }

  boolean isShaking() {
    return state == State.HELLO || state == State.SHAKING;
  }

  Handshake handshake() {
    BoringConnection at = connection;
    return state == State.SHAKING && at != null && !at.isResumed() ? Handshake.FULL : handshake;
  }

  BoringSession session() {
    return session;
  }

  void renewTicket() {
    ControlWords own = control;
    if (own != null) {
      own.wantTicket();
    }
  }

  boolean isInboundDone() {
    return inboundDone;
  }

  void askForEnd() {
    endAsked = true;
  }

  boolean isOutboundDone() {
    return outboundDone;
  }

  void release() {
    free();
    state = State.RELEASED;
    words.clear();
    outboundDone = true;
  }

  private void free() {
    BoringConnection at = connection;
    connection = null;
    mustWrite = false;
    ticketsWait = false;
    if (at != null) {
      Optional<byte[]> _ = server.secrets().take(at.address());
      at.free();
    }
  }
}
