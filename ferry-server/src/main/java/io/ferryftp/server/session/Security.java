package io.ferryftp.server.session;

import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.tls.TlsFacts;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;

/// How a session is protected.
///
/// @param control how the control connection is
/// @param buffers whether PBSZ has been said, which PROT waits for (RFC 4217 §9)
/// @param data PROT: [ProtectionLevel#CLEAR] or [ProtectionLevel#PRIVATE]
/// @param peer what the handshake told, until REIN
record Security(Control control, Buffers buffers, ProtectionLevel data, Optional<Peer> peer) {
  /// How the control connection is protected.
  enum Control {
    /// Not, so far.
    CLEAR,
    PROTECTED,
    /// Not any more, after CCC; PROT is as it was (RFC 4217 §5).
    CLEARED
  }

  /// Whether PBSZ has been said.
  enum Buffers {
    UNSAID,
    AGREED
  }

  /// What a handshake told.
  ///
  /// @param serverName that the client asked for (RFC 6066 §3)
  /// @param certificate that the client showed, and an authority has vouched for
  record Peer(TlsFacts tls, Optional<String> serverName, Optional<X509Certificate> certificate) {}

  /// In clear, as it begins.
  static final Security NONE =
      new Security(Control.CLEAR, Buffers.UNSAID, ProtectionLevel.CLEAR, Optional.empty());

  /// After AUTH (RFC 4217 §4.1): data connections are in clear until PROT says otherwise.
  static Security explicit(Peer peer) {
    return new Security(
        Control.PROTECTED, Buffers.UNSAID, ProtectionLevel.CLEAR, Optional.of(peer));
  }

  /// On a connection that begins with TLS or AUTH SSL: everything is protected from the start.
  static Security implicit(Peer peer) {
    return new Security(
        Control.PROTECTED, Buffers.AGREED, ProtectionLevel.PRIVATE, Optional.of(peer));
  }

  boolean isControlProtected() {
    return control == Control.PROTECTED;
  }

  /// The certificate that vouches for what the client says now: none behind CCC, when others on the
  /// way can speak for it.
  Optional<X509Certificate> certificate() {
    return isControlProtected() ? peer.flatMap(Peer::certificate) : Optional.empty();
  }

  /// Whether a name is the one that the client asked for in the handshake, if it did.
  boolean fits(HostName name) {
    return peer.flatMap(Peer::serverName)
        .map(asked -> asked.toLowerCase(Locale.ROOT).equals(name.text()))
        .orElse(true);
  }

  Security withBuffers() {
    return new Security(control, Buffers.AGREED, data, peer);
  }

  Security withData(ProtectionLevel level) {
    return new Security(control, buffers, level, peer);
  }

  /// After CCC.
  Security cleared() {
    return new Security(Control.CLEARED, buffers, data, peer);
  }
}
