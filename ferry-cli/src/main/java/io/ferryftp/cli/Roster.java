package io.ferryftp.cli;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.account.CertificateRule;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.account.KnownPassword;
import io.ferryftp.server.account.PasswordCheck;
import io.ferryftp.server.account.PasswordLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Everybody who may log in, and where each of them is.
///
/// @param users with a password each, in the order they were given
/// @param anonymous where anonymous users look, if they may
/// @param generated the password that was made because nobody was named
record Roster(List<User> users, Optional<ServedDirectory> anonymous, Optional<Secret> generated) {
  static final String GENERATED_NAME = "ferry";

  private static final String ANONYMOUS = "anonymous";

  /// What users may do; anonymous ones only ever look.
  enum Rights {
    FULL("full rights"),
    READ_ONLY("read-only");

    private final String words;

    Rights(String words) {
      this.words = words;
    }

    Set<Permission> permissions() {
      return switch (this) {
        case FULL -> Permission.ALL;
        case READ_ONLY -> Permission.READ_ONLY;
      };
    }

    String words() {
      return words;
    }
  }

  /// Somebody with a password.
  record User(String name, KnownPassword password, ServedDirectory directory, Rights rights) {
    private GivenAccounts.Given given(TlsPlan tls, ClientsPlan clients) {
      Account account = account(name, directory, rights, tls.withoutCloseNotify(), clients);
      var given =
          new GivenAccounts.Given(
              switch (clients.thirdParties()) {
                case REFUSED -> account;
                case ALLOWED -> account.with(Concession.THIRD_PARTY_DATA);
              },
              password);
      return switch (tls.certificateLogin()) {
        case NO -> given;
        case BY_COMMON_NAME -> given.withCertificate(new CertificateRule.CommonName(name));
      };
    }
  }

  /// Where users are that were given no directory; asked for only if there is one.
  @FunctionalInterface
  interface Standard {
    ServedDirectory directory() throws MistakeException;
  }

  static Roster of(
      List<UserOption> options,
      Optional<ServedDirectory> anonymous,
      Rights rights,
      Standard standard)
      throws MistakeException {
    if (options.isEmpty() && anonymous.isEmpty()) {
      Secret password = GeneratedPassword.create();
      var clear = new KnownPassword.Clear(password);
      var user = new User(GENERATED_NAME, clear, standard.directory(), rights);
      return new Roster(List.of(user), anonymous, Optional.of(password));
    }
    var users = new ArrayList<User>();
    for (UserOption option : options) {
      String name = option.name();
      if (users.stream().anyMatch(user -> user.name().equals(name))) {
        throw new MistakeException("--user %s is given twice; each name once".formatted(name));
      }
      if (anonymous.isPresent() && Account.ANONYMOUS_NAMES.contains(name)) {
        throw new MistakeException(
            "--user %s: this name is for --anonymous; choose another".formatted(name));
      }
      ServedDirectory directory =
          option.directory().isPresent()
              ? ServedDirectory.given("--user " + name, option.directory().get())
              : standard.directory();
      users.add(new User(name, option.password(), directory, rights));
    }
    return new Roster(List.copyOf(users), anonymous, Optional.empty());
  }

  /// @param tls what else it concedes to users
  /// @param clients what is conceded to old clients, and to users with a name
  GivenAccounts accounts(TlsPlan tls, ClientsPlan clients) {
    return new GivenAccounts(
        users.stream().map(user -> user.given(tls, clients)).toList(),
        anonymous.map(directory ->
            account(ANONYMOUS, directory, Rights.READ_ONLY, tls.withoutCloseNotify(), clients)),
        new PasswordCheck(PasswordLimits.DEFAULT));
  }

  private static Account account(
      String name,
      ServedDirectory directory,
      Rights rights,
      Set<String> withoutCloseNotify,
      ClientsPlan clients) {
    Set<Concession> concessions =
        withoutCloseNotify.contains(name)
            ? Set.of(Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY)
            : Set.of();
    return new Account(
        name, directory.home(), rights.permissions(), concessions, clients.legacyCharset());
  }

  /// Everybody's name.
  Set<String> names() {
    return Stream.concat(users.stream().map(User::name), anonymous.stream().map(_ -> ANONYMOUS))
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Every directory that somebody sees.
  Collection<Path> directories() {
    var result = new LinkedHashSet<Path>();
    users.forEach(user -> result.add(user.directory().path()));
    anonymous.ifPresent(directory -> result.add(directory.path()));
    return result;
  }
}
