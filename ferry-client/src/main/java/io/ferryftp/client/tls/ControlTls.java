package io.ferryftp.client.tls;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.protocol.tls.TlsWire;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;

/// What one control connection and its data connections share of TLS: one `SSLContext`, in which
/// JSSE looks for a session to resume by host and port. So the engines of data connections are made
/// with host and port of the *control* connection too: there is nothing else to say in JSSE which
/// session is to be resumed.
///
/// In TLS 1.2 one session is resumed as often as wanted. In TLS 1.3 each data connection uses up a
/// ticket, and most bring a new one (RFC 8446 §4.6.1); the tickets are those sessions in the
/// context's cache that no handshake made itself.
public final class ControlTls {
  private static final String APPLICATION_PROTOCOL = "ftp";

  /// How many tickets JSSE keeps of one server; it drops the oldest.
  private static final int MAX_TICKETS = 10;

  private final ClientConfig config;
  private final ServerCheck check;
  private final SSLContext context;
  private final TlsVersion highest;
  private final Set<String> agreed = new HashSet<>();
  private boolean ticketsSeen;
  private boolean fullAccepted;
  private TlsVersion version = TlsVersion.TLS_1_3;

  /// For one control connection to come.
  public ControlTls(ClientConfig config, Precedent precedent) {
    this.config = config;
    this.check = new ServerCheck(config, precedent);
    this.highest =
        precedent
            .highest()
            .or(() -> config.memory().notes(config.hostKey(), config.port()).highestTls())
            .orElse(TlsVersion.TLS_1_3);
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new ClientKey(config.tls().certificate())},
          new TrustManager[] {check},
          null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no TLS in this Java", e);
    }
  }

  /// The control connection, before its handshake.
  public TlsWire control(Wire below) {
    return TlsWire.forControl(below, engine());
  }

  /// A data connection, before its handshake.
  public TlsWire data(Wire below) {
    return TlsWire.forData(below, engine());
  }

  private SSLEngine engine() {
    check.forgetCall(); // By a handshake that broke behind its certificate.
    SSLEngine engine = context.createSSLEngine(config.host(), config.port());
    engine.setUseClientMode(true);
    var parameters = engine.getSSLParameters();
    parameters.setProtocols(
        Stream.of(TlsVersion.values())
            .filter(one -> one.compareTo(highest) <= 0)
            .map(TlsVersion::word)
            .toArray(String[]::new));
    parameters.setApplicationProtocols(new String[] {APPLICATION_PROTOCOL});
    if (config.tls().trust() instanceof ServerTrust.Vouched) {
      // RFC 2818's rules for names, addresses among them, are those of RFC 4217 §15.1.1 too.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /// Takes note of the control connection's handshake, and asks whoever has to be asked about the
  /// server.
  ///
  /// @param notice hears what is worth knowing and stops nothing
  /// @throws DistrustException if it is not believed
  public TlsFacts admit(TlsWire control, Consumer<String> notice) throws DistrustException {
    check.admit(notice);
    boolean newer = control.session().getProtocol().equals(TlsVersion.TLS_1_3.word());
    version = newer ? TlsVersion.TLS_1_3 : TlsVersion.TLS_1_2;
    return established(control);
  }

  /// Takes note of a handshake that is done.
  public TlsFacts established(TlsWire wire) {
    boolean full = check.wasCalled();
    if (full) {
      agreed.add(HexFormat.of().formatHex(wire.session().getId()));
    } else {
      ticketsSeen = true; // The first may have been used before anybody counted.
    }
    return TlsFacts.of(wire.session(), full ? TlsFacts.Handshake.FULL : TlsFacts.Handshake.RESUMED);
  }

  /// The certificate of the server.
  public Fingerprint certificate() {
    return Fingerprint.of(check.certificate());
  }

  /// The version that the control connection speaks.
  public TlsVersion version() {
    return version;
  }

  /// With how many further data connections the session can be resumed; empty if with any number of
  /// them (TLS 1.2).
  public OptionalInt ticketsLeft() {
    return version == TlsVersion.TLS_1_2 ? OptionalInt.empty() : OptionalInt.of(tickets());
  }

  /// Whether the server has handed out tickets and none is left: the next data connection would
  /// have to agree anew, which a server that demands resumption refuses.
  public boolean isOutOfTickets() {
    return version == TlsVersion.TLS_1_3 && tickets() == 0 && ticketsSeen;
  }

  private int tickets() {
    HexFormat hex = HexFormat.of();
    long count =
        Collections.list(context.getClientSessionContext().getIds()).stream()
            .map(hex::formatHex)
            .filter(id -> !agreed.contains(id))
            .count();
    ticketsSeen |= count > 0;
    return (int) Math.min(count, MAX_TICKETS);
  }

  /// Says that the server has taken a data connection that agreed anew: it does not demand
  /// resumption.
  public void fullAccepted() {
    fullAccepted = true;
  }

  /// Whether it is known to take those.
  public boolean isFullAccepted() {
    return fullAccepted;
  }
}
