package io.ferryftp.server.session;

import io.ferryftp.server.config.TlsPolicy;

/// What the policy means for one client.
///
/// @param tls whether it can protect what it sends
/// @param clearText whether it may not
record ClearTextRule(Offer tls, Verdict clearText) {
  /// Whether the server speaks TLS.
  enum Offer {
    OFFERED,
    NOT_OFFERED
  }

  /// What becomes of logins and data in clear.
  enum Verdict {
    TAKEN,
    REFUSED
  }

  /// Where a client comes from.
  enum From {
    THIS_MACHINE,
    ELSEWHERE
  }

  /// The rule of a policy.
  ///
  /// @param certificate whether the server has one
  static ClearTextRule of(TlsPolicy policy, Offer certificate, From from) {
    return switch (policy) {
      case AUTO ->
          new ClearTextRule(
              certificate, from == From.THIS_MACHINE ? Verdict.TAKEN : Verdict.REFUSED);
      case REQUIRED -> new ClearTextRule(certificate, Verdict.REFUSED);
      case OPTIONAL -> new ClearTextRule(certificate, Verdict.TAKEN);
      case OFF -> new ClearTextRule(Offer.NOT_OFFERED, Verdict.TAKEN);
    };
  }

  boolean isTlsOffered() {
    return tls == Offer.OFFERED;
  }

  boolean isClearTextRefused() {
    return clearText == Verdict.REFUSED;
  }
}
