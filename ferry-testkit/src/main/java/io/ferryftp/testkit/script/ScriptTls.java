package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.testkit.script.Mishap.Certificate;
import io.ferryftp.testkit.script.Mishap.Protection;
import io.ferryftp.testkit.script.Mishap.ProtectionVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/// TLS of one control connection and its data connections, with what goes wrong in it.
///
/// Sessions are resumed within one such object and nowhere else, so that a data connection that
/// resumes one belongs to this control connection.
final class ScriptTls {
  /// How long a peer may take to end its half of a connection.
  private static final Duration LEAVE = Duration.ofSeconds(1);

  private static final String[] PROTOCOLS = {"ftp"};
  private static final int HELLO_OCTETS = 16 * 1024;

  private final Player.End end;
  private final Duration patience;
  private CertificateKind certificate = CertificateKind.GOOD;
  private Optional<ScriptContext> context = Optional.empty();
  private Optional<TlsVersion> only = Optional.empty();
  private Resumption resumption = Resumption.ALLOWED;
  private Protection data = Protection.DATA_CLEAR;
  private Closing closing = Closing.IN_ORDER;
  private Optional<Protection> spoiled = Optional.empty();

  private enum Resumption {
    ALLOWED,
    REFUSED,
    DEMANDED
  }

  private enum Closing {
    IN_ORDER,
    WITHOUT_NOTIFY,
    WITH_MORE
  }

  ScriptTls(Player.End end, Duration patience) {
    this.end = end;
    this.patience = patience;
  }

  /// Takes what the script says of connections that follow.
  void take(Mishap mishap) {
    switch (mishap) {
      case Certificate(CertificateKind kind) -> {
        certificate = kind;
        context = Optional.empty();
      }
      case ProtectionVersion(TlsVersion version) -> only = Optional.of(version);
      case Protection.DATA_TLS -> data = Protection.DATA_TLS;
      case Protection.DATA_CLEAR -> data = Protection.DATA_CLEAR;
      case Protection.CUT_HANDSHAKE, Protection.CLEAR_HANDSHAKE ->
          spoiled = Optional.of((Protection) mishap);
      case Protection.REFUSE_RESUMPTION -> resumption = Resumption.REFUSED;
      case Protection.DEMAND_RESUMPTION -> resumption = Resumption.DEMANDED;
      case Protection.NO_CLOSE_NOTIFY -> closing = Closing.WITHOUT_NOTIFY;
      case Protection.OCTETS_BEHIND_CLOSE_NOTIFY -> closing = Closing.WITH_MORE;
      default -> throw new IllegalArgumentException(mishap.format() + " is not about TLS");
    }
  }

  /// The control connection with TLS; empty if it has been cut in the handshake, as it was meant
  /// to.
  Optional<Wire> protectControl(Wire below) throws IOException {
    return protect(below, TlsWire.forControl(below, engine(context())));
  }

  /// The data connection as the script wants it: with TLS or as it is; empty if it has been cut in
  /// the handshake, as it was meant to.
  ///
  /// @throws SSLException also if a session was to be resumed, and none was
  Optional<Wire> protectData(Wire below) throws IOException {
    if (data == Protection.DATA_CLEAR) {
      return Optional.of(below);
    }
    if (resumption == Resumption.REFUSED) {
      context = Optional.empty();
    }
    ScriptContext used = context();
    int before = used.fullHandshakes();
    Optional<Wire> done = protect(below, TlsWire.forData(below, engine(used)));
    if (resumption == Resumption.DEMANDED && used.fullHandshakes() > before) {
      throw new SSLException("a full handshake instead of a session that is resumed");
    }
    return done;
  }

  private Optional<Wire> protect(Wire below, TlsWire wire) throws IOException {
    if (spoiled.isPresent()) {
      below.read(ByteBuffer.allocate(HELLO_OCTETS), patience);
      if (spoiled.get() == Protection.CLEAR_HANDSHAKE) {
        below.write(octets("220 ready\r\n"));
      }
      spoiled = Optional.empty();
      below.close();
      return Optional.empty();
    }
    wire.handshake(patience);
    return Optional.of(wire);
  }

  /// Ends what is sent over a connection, as the script wants it.
  void finish(Wire wire) throws IOException {
    if (!(wire instanceof TlsWire protectedWire)) {
      return;
    }
    Closing how = closing;
    closing = Closing.IN_ORDER;
    if (how == Closing.WITHOUT_NOTIFY) {
      return;
    }
    protectedWire.shutdownOutput();
    Wire below = protectedWire.below();
    if (how == Closing.WITH_MORE) {
      below.write(octets("more of it\r\n"));
    }
    // Whoever closes with something unread sends a reset, which may overtake what was sent; and
    // behind an upload the server's next ticket is still to come.
    below.shutdownOutput();
    var rest = ByteBuffer.allocate(HELLO_OCTETS);
    while (protectedWire.read(rest, LEAVE) >= 0) {
      rest.clear();
    }
  }

  private static ByteBuffer octets(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private ScriptContext context() {
    ScriptContext one = context.orElseGet(() -> ScriptContext.showing(certificate.material()));
    context = Optional.of(one);
    return one;
  }

  private SSLEngine engine(ScriptContext from) {
    SSLEngine engine = from.engine(end);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(PROTOCOLS.clone());
    Stream<TlsVersion> versions = only.stream();
    if (only.isEmpty()) {
      versions = Stream.of(TlsVersion.values());
    }
    parameters.setProtocols(versions.map(TlsVersion::word).toArray(String[]::new));
    engine.setSSLParameters(parameters);
    return engine;
  }
}
