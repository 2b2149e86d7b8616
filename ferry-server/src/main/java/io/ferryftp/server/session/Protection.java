package io.ferryftp.server.session;

import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.UnreadInputException;
import io.ferryftp.protocol.tls.TlsWire;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.tls.SessionTls;
import io.ferryftp.server.tls.ThirdPartyTls;
import io.ferryftp.server.transfer.DataProtection;
import java.io.IOException;
import java.util.Optional;

/// TLS of one session: it comes over the control connection and goes from there, and data
/// connections descend from it. Used by the session's loop only.
final class Protection {
  private final ControlConnection control;
  private final ReplyWriter replies;
  private final ServerConfig config;
  private final SessionEvents events;
  private Optional<SessionTls> tls = Optional.empty();

  Protection(
      ControlConnection control, ReplyWriter replies, ServerConfig config, SessionEvents events) {
    this.control = control;
    this.replies = replies;
    this.config = config;
    this.events = events;
  }

  /// Agrees with the client, in the time that a handshake may take; the control connection is
  /// protected from here on.
  ///
  /// @throws UnreadInputException if octets have come in clear behind the line that asked for it
  /// @throws io.ferryftp.protocol.tls.ClearTextException if the client goes on in clear
  Security.Peer begin(Optional<HostName> host) throws IOException {
    var fresh =
        new SessionTls(setting(), config.limits().handshakeTime(), host.map(HostName::text));
    try {
      replies.change(fresh::protectControl);
    } catch (IOException e) {
      events.handshakeFailed(e);
      throw e;
    }
    tls = Optional.of(fresh);
    var peer = new Security.Peer(fresh.facts(), fresh.serverName(), fresh.clientCertificate());
    events.controlProtected(peer);
    return peer;
  }

  /// What became of the end of a protection.
  enum Clearing {
    DONE,
    /// The client said more before it could know that it may.
    TOO_EARLY
  }

  /// Lets the control connection go on in clear; data connections stay protected (CCC). Does
  /// nothing if it is in clear.
  Clearing clear() throws IOException {
    if (control.wire() instanceof TlsWire protectedWire) {
      try {
        replies.change(_ -> protectedWire.cleared());
      } catch (UnreadInputException e) {
        return Clearing.TOO_EARLY;
      }
      events.controlCleared();
    }
    return Clearing.DONE;
  }

  /// The same, and data connections have nothing to descend from any more (REIN).
  Clearing end() throws IOException {
    Clearing how = clear();
    tls = Optional.empty();
    return how;
  }

  /// How the next data connection of a session is protected. With another server it cannot descend
  /// from the control connection: nobody but the client could resume its TLS session.
  DataProtection data(Session session) {
    if (session.security().data() != ProtectionLevel.PRIVATE) {
      return DataProtection.NONE;
    }
    SessionTls own = tls.orElseThrow(() -> new IllegalStateException("PROT P without TLS"));
    if (session.dataEnd() == Session.DataEnd.CLIENT
        || (session.dataPort() instanceof DataPortChoice.Passive(var peer)
            && peer == DataPeer.SERVER)) {
      return ThirdPartyTls.asClient(config.limits().handshakeTime());
    }
    return session.dataPeer() == DataPeer.SERVER ? withAnotherServer(session) : own;
  }

  private ServerTls setting() {
    return config.tls().orElseThrow(() -> new IllegalStateException("TLS without certificates"));
  }

  private DataProtection withAnotherServer(Session session) {
    return ThirdPartyTls.asServer(
        setting(), config.limits().handshakeTime(), session.host().map(HostName::text));
  }
}
