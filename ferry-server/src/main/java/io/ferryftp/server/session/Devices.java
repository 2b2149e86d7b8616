package io.ferryftp.server.session;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.server.config.DeviceRules;
import io.ferryftp.server.config.DeviceRules.Chosen;
import io.ferryftp.server.config.Leniency;
import java.net.InetAddress;
import java.util.Optional;

/// The device profile of a session, which follows from what is known of its client at the moment.
///
/// @param client where it comes from
record Devices(DeviceRules rules, InetAddress client) {
  /// The profile, if there is one.
  Optional<Chosen> of(Session session) {
    return rules.choose(
        client,
        session.login().map(login -> login.account().name()),
        session.habits().clientName());
  }

  /// Whether something is forgiven a session.
  boolean forgive(Session session, Leniency leniency) {
    return of(session).filter(chosen -> chosen.leniencies().contains(leniency)).isPresent();
  }

  /// The account with what else its profile forgives.
  Account conceded(Account account, Session session) {
    return rules
            .choose(client, Optional.of(account.name()), session.habits().clientName())
            .filter(chosen -> chosen.leniencies().contains(Leniency.UPLOAD_WITHOUT_CLOSE_NOTIFY))
            .isPresent()
        ? account.with(Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY)
        : account;
  }
}
