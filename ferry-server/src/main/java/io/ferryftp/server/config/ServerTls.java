package io.ferryftp.server.config;

/// How a server speaks TLS.
///
/// @param certificates the server's own
/// @param sessionReuse what is demanded of data connections
/// @param clientCertificates what is asked of clients
/// @param clearControl whether CCC may end the protection of the control connection
/// @param authSsl whether AUTH SSL begins TLS as well
/// @param engine which implementation of TLS is used
public record ServerTls(
    CertificateSource certificates,
    TlsSessionReuse sessionReuse,
    ClientCertificates clientCertificates,
    ClearControl clearControl,
    AuthSsl authSsl,
    TlsEngine engine) {
  /// What becomes of AUTH SSL, the word of an older draft.
  public enum AuthSsl {
    /// 504.
    REFUSED,
    /// TLS all the same, with protected data connections from the start, for devices that know no
    /// other word.
    ALLOWED
  }

  /// What becomes of CCC (RFC 4217 §5).
  public enum ClearControl {
    /// 534: whoever is on the way would then give commands.
    REFUSED,
    /// 200, for clients behind firewalls that have to read along.
    ALLOWED
  }

  /// The defaults: data connections must resume their control connection's session, clients are not
  /// asked for certificates, the control connection stays protected, and the engine is the best
  /// there is.
  public static ServerTls with(CertificateSource certificates) {
    return new ServerTls(
        certificates,
        TlsSessionReuse.REQUIRED,
        ClientCertificates.OFF,
        ClearControl.REFUSED,
        AuthSsl.REFUSED,
        TlsEngine.AUTO);
  }

  /// The same with another demand on data connections.
  public ServerTls withSessionReuse(TlsSessionReuse reuse) {
    return new ServerTls(certificates, reuse, clientCertificates, clearControl, authSsl, engine);
  }

  /// The same with another demand on clients.
  public ServerTls withClientCertificates(ClientCertificates demand) {
    return new ServerTls(certificates, sessionReuse, demand, clearControl, authSsl, engine);
  }

  /// The same with another answer to CCC.
  public ServerTls withClearControl(ClearControl policy) {
    return new ServerTls(certificates, sessionReuse, clientCertificates, policy, authSsl, engine);
  }

  /// The same with another answer to AUTH SSL.
  public ServerTls withAuthSsl(AuthSsl answer) {
    return new ServerTls(
        certificates, sessionReuse, clientCertificates, clearControl, answer, engine);
  }

  /// The same by another implementation of TLS.
  public ServerTls withEngine(TlsEngine other) {
    return new ServerTls(
        certificates, sessionReuse, clientCertificates, clearControl, authSsl, other);
  }
}
