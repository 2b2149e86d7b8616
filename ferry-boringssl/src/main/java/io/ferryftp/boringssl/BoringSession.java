package io.ferryftp.boringssl;

import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;
import org.jspecify.annotations.Nullable;

/// What was agreed on in one handshake. It keeps no values, and nobody can end it.
final class BoringSession extends ExtendedSSLSession {
  /// Without a trace: every handshake asks, and most clients show none.
  private static final class NoCertificateException extends SSLPeerUnverifiedException {
    private static final long serialVersionUID = 1L;

    private NoCertificateException() {
      super("the peer has shown no certificate");
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // does nothing
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  /// Before anything is agreed on.
  static final BoringSession NONE =
      new BoringSession("NONE", "SSL_NULL_WITH_NULL_NULL", Optional.empty(), null);

  /// The plain text of one record; more may be given at once.
  private static final int RECORD_OCTETS = 16 << 10;

  /// A record and what it adds.
  private static final int PACKET_OCTETS = RECORD_OCTETS + 256;

  private final long made = System.currentTimeMillis();
  private final String protocol;
  private final String suite;
  private final Optional<String> serverName;
  private final X509Certificate @Nullable [] peer;

  BoringSession(
      String protocol,
      String suite,
      Optional<String> serverName,
      X509Certificate @Nullable [] peer) {
    this.protocol = protocol;
    this.suite = suite;
    this.serverName = serverName;
    this.peer = peer;
  }

  @Override
  public String getProtocol() {
    return protocol;
  }

  @Override
  public String getCipherSuite() {
    return suite;
  }

  @Override
  public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
    if (peer == null) {
      throw new NoCertificateException();
    }
    return peer.clone();
  }

  @Override
  public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
    return ((X509Certificate) getPeerCertificates()[0]).getSubjectX500Principal();
  }

  @Override
  public List<SNIServerName> getRequestedServerNames() {
    try {
      return serverName.<SNIServerName>map(SNIHostName::new).stream().toList();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  @Override
  public int getPacketBufferSize() {
    return PACKET_OCTETS;
  }

  @Override
  public int getApplicationBufferSize() {
    return RECORD_OCTETS;
  }

  @Override
  public long getCreationTime() {
    return made;
  }

  @Override
  public long getLastAccessedTime() {
    return made;
  }

  @Override
  public byte[] getId() {
    return new byte[0];
  }

  @Override
  public @Nullable SSLSessionContext getSessionContext() {
    return null;
  }

  @Override
  public void invalidate() {
    throw new UnsupportedOperationException("sessions end with their scope");
  }

  @Override
  public boolean isValid() {
    return peer != null || !protocol.equals(NONE.protocol);
  }

  @Override
  public void putValue(String name, Object value) {
    throw new UnsupportedOperationException("no values are kept");
  }

  @Override
  public @Nullable Object getValue(String name) {
    return null;
  }

  @Override
  public void removeValue(String name) {
    throw new UnsupportedOperationException("no values are kept");
  }

  @Override
  public String[] getValueNames() {
    return new String[0];
  }

  @Override
  public Certificate @Nullable [] getLocalCertificates() {
    return null;
  }

  @Override
  public @Nullable Principal getLocalPrincipal() {
    return null;
  }

  @Override
  public @Nullable String getPeerHost() {
    return null;
  }

  @Override
  public int getPeerPort() {
    return -1;
  }

  @Override
  public String[] getLocalSupportedSignatureAlgorithms() {
    return new String[0];
  }

  @Override
  public String[] getPeerSupportedSignatureAlgorithms() {
    return new String[0];
  }
}
