package io.ferryftp.server.account;

import io.ferryftp.account.Account;
import io.ferryftp.account.Authenticator;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Origin;
import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The accounts that were given at start, and nobody else.
///
/// Passwords are kept as salted hashes. An unknown name costs what a wrong password costs: the
/// offered password is always compared once, with a hash that nothing fits if the name is not
/// known. Its rounds are those of the slowest hash that was given, so hashes with different rounds
/// give their names away by the time.
public final class GivenAccounts implements Authenticator {
  /// The rounds of passwords that were given in clear: whoever could steal such a hash could have
  /// the password itself from where it was given, so that more rounds would guard nothing.
  static final int LIGHT_ROUNDS = 1_000;

  private final PasswordCheck check;
  private final PasswordHash nobody;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Optional<Account> anonymous;

  /// One account, the password that opens it, and perhaps a certificate that does so too.
  ///
  /// @param password not empty
  /// @param certificate that does instead of the password
  public record Given(
      Account account, KnownPassword password, Optional<CertificateRule> certificate) {
    public Given {
      if (password instanceof KnownPassword.Clear(var clear) && clear.isEmpty()) {
        throw new IllegalArgumentException("the account " + account.name() + " needs a password");
      }
    }

    /// An account that only its password opens.
    public Given(Account account, Secret password) {
      this(account, new KnownPassword.Clear(password));
    }

    /// An account that only its password opens.
    public Given(Account account, KnownPassword password) {
      this(account, password, Optional.empty());
    }

    /// The same, opened by a certificate too.
    public Given withCertificate(CertificateRule rule) {
      return new Given(account, password, Optional.of(rule));
    }
  }

  private static final class Entry {
    private final Account account;
    private final Optional<CertificateRule> certificate;
    // Guarded by this. Hashed when it is first asked for, as a start should not wait for it.
    private KnownPassword password;

    private Entry(Given given) {
      account = given.account();
      certificate = given.certificate();
      password = given.password();
    }

    private synchronized PasswordHash hash() {
      return switch (password) {
        case KnownPassword.Hashed(var known) -> known;
        case KnownPassword.Clear(var clear) -> {
          var made = PasswordHash.of(clear, LIGHT_ROUNDS);
          password = new KnownPassword.Hashed(made);
          yield made;
        }
      };
    }
  }

  /// Accounts by name, and the one that the anonymous names open with any password.
  ///
  /// @throws IllegalArgumentException if two accounts have one name, or an account has an anonymous
  ///   name although anonymous access is given, or anonymous users may have data go to others
  public GivenAccounts(List<Given> accounts, Optional<Account> anonymous) {
    this(accounts, anonymous, new PasswordCheck(PasswordLimits.DEFAULT));
  }

  /// The same with a check that others may use too.
  public GivenAccounts(List<Given> accounts, Optional<Account> anonymous, PasswordCheck check) {
    if (anonymous.filter(account -> account.has(Concession.THIRD_PARTY_DATA)).isPresent()) {
      throw new IllegalArgumentException("data of anonymous users go to nobody else");
    }
    this.check = check;
    this.anonymous = anonymous;
    for (Given given : accounts) {
      String name = given.account().name();
      if (anonymous.isPresent() && Account.ANONYMOUS_NAMES.contains(name)) {
        throw new IllegalArgumentException("the name " + name + " is for anonymous access");
      }
      if (entries.put(name, new Entry(given)) != null) {
        throw new IllegalArgumentException("two accounts have the name " + name);
      }
    }
    nobody = PasswordHash.ofNobody(mostRounds(accounts));
  }

  private static int mostRounds(List<Given> accounts) {
    return accounts.stream()
        .mapToInt(given ->
            given.password() instanceof KnownPassword.Hashed(var hash)
                ? hash.rounds()
                : LIGHT_ROUNDS)
        .max()
        .orElse(LIGHT_ROUNDS);
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials, Origin origin) throws IOException {
    return switch (credentials) {
      case Credentials.Password offer -> check(offer);
      case Credentials.Certificate(var name, var certificate) ->
          entry(name)
              .filter(entry -> entry.certificate.filter(rule -> rule.fits(certificate)).isPresent())
              .map(entry -> entry.account);
    };
  }

  private Optional<Account> check(Credentials.Password offer) throws IOException {
    if (anonymous.isPresent() && Account.ANONYMOUS_NAMES.contains(offer.name())) {
      return anonymous;
    }
    Optional<Entry> entry = entry(offer.name());
    PasswordHash hash = entry.map(Entry::hash).orElse(nobody);
    // No shortcut before this line.
    boolean fits = check.fits(offer.name(), hash, offer.password());
    return fits ? entry.map(known -> known.account) : Optional.empty();
  }

  private Optional<Entry> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }
}
