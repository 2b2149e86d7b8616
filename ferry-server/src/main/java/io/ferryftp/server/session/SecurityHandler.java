package io.ferryftp.server.session;

import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.command.AuthMechanism;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.server.config.ServerTls;
import java.util.Optional;

/// Protection of both connections, and the server's names: RFC 4217, RFC 7151, and REIN.
final class SecurityHandler {
  private final Surroundings surroundings;

  SecurityHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// AUTH. Everything that was said in clear is void, but the name of the host (RFC 4217 §4.2, RFC
  /// 7151 §3.2.2).
  Step auth(Session session, AuthMechanism mechanism) {
    if (!surroundings.rule().isTlsOffered()) {
      return new Step.Answer(session, SecurityReplies.noTls());
    }
    if (session.security().control() != Security.Control.CLEAR) {
      return new Step.Answer(session, SecurityReplies.protectedAlready());
    }
    if (mechanism == AuthMechanism.SSL && !isAuthSslAllowed()) {
      return new Step.Answer(session, SecurityReplies.authTlsOnly());
    }
    return new Step.Protect(
        Session.NEW.withHost(session.host()), SecurityReplies.startTls(), mechanism);
  }

  private boolean isAuthSslAllowed() {
    return surroundings
        .config()
        .tls()
        .filter(tls -> tls.authSsl() == ServerTls.AuthSsl.ALLOWED)
        .isPresent();
  }

  /// PBSZ.
  Step buffers(Session session) {
    return switch (session.security().control()) {
      case CLEAR -> new Step.Answer(session, SecurityReplies.authFirst());
      case CLEARED -> new Step.Answer(session, SecurityReplies.fixedByCcc());
      case PROTECTED ->
          new Step.Answer(
              session.withSecurity(session.security().withBuffers()),
              SecurityReplies.buffersAgreed());
    };
  }

  /// PROT. It may come at any time, and what counts is the level at the transfer verb (RFC 4217
  /// §9).
  Step protection(Session session, ProtectionLevel level) {
    Security security = session.security();
    if (security.control() == Security.Control.CLEARED) {
      return new Step.Answer(session, SecurityReplies.fixedByCcc());
    }
    if (security.buffers() == Security.Buffers.UNSAID) {
      return new Step.Answer(
          session,
          security.isControlProtected()
              ? SecurityReplies.buffersFirst()
              : SecurityReplies.authFirst());
    }
    return switch (level) {
      case SAFE, CONFIDENTIAL -> new Step.Answer(session, SecurityReplies.levelNotSupported());
      case CLEAR, PRIVATE ->
          new Step.Answer(
              session.withSecurity(security.withData(level)),
              SecurityReplies.dataProtection(level));
    };
  }

  /// CCC (RFC 4217 §5).
  Step clearControl(Session session) {
    if (!session.security().isControlProtected()) {
      return new Step.Answer(session, SecurityReplies.nothingToClear());
    }
    return surroundings.allowsClearing()
        ? new Step.ClearControl(session.cleared(), SecurityReplies.controlCleared())
        : new Step.Answer(session, SecurityReplies.staysProtected());
  }

  /// REIN (RFC 959 §4.1.1, RFC 4217 §13): nothing stays, neither TLS nor `EPSV ALL`.
  Step reinitialise() {
    return new Step.Reinitialise(Session.NEW, SecurityReplies.reinitialised());
  }

  /// HOST. Which names there are the certificates say; an address is the one that the client has
  /// reached. A password that was on its way is for the host that was named before.
  Step host(Session session, HostName name) {
    if (session.isLoggedIn()) {
      return new Step.Answer(session, SecurityReplies.hostTooLate());
    }
    if (!isKnown(name)) {
      return new Step.Answer(session, SecurityReplies.hostUnknown());
    }
    if (!session.security().fits(name)) {
      return new Step.Answer(session, SecurityReplies.hostNotServerName());
    }
    return new Step.Answer(
        session.stranger().withHost(Optional.of(name)), SecurityReplies.hostChosen());
  }

  private boolean isKnown(HostName name) {
    return name.literal().equals(Optional.of(surroundings.local().getAddress()))
        || surroundings
            .config()
            .tls()
            .flatMap(tls -> tls.certificates().forName(name.text()))
            .isPresent();
  }
}
