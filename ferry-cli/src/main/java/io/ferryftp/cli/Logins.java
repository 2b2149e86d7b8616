package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.text.Secret;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who logs in for a URL: the user of the URL, else that of `.netrc`, else anonymous; with the
/// password of the URL, else `FERRY_PASSWORD`, else that of `.netrc`, else one that is asked for.
final class Logins {
  static final String VARIABLE = "FERRY_PASSWORD";

  // Nobody has to type what every such server takes (RFC 1635).
  private static final Set<String> ANONYMOUS = Set.of("anonymous", "ftp");

  private final Map<String, String> environment;
  private final Netrc netrc;
  private final Prompt prompt;

  /// Asks for a password; empty if there is nobody to ask.
  @FunctionalInterface
  interface Prompt {
    Optional<Secret> ask(String user, String host);
  }

  Logins(Map<String, String> environment, Netrc netrc, Prompt prompt) {
    this.environment = environment;
    this.netrc = netrc;
    this.prompt = prompt;
  }

  /// The user for this URL.
  String user(FtpUrl url) {
    return url.user()
        .or(() -> entry(url).flatMap(Netrc.Entry::user))
        .orElse(Login.ANONYMOUS.user());
  }

  /// The login for this URL.
  ///
  /// @throws LoginException if a password is needed and nobody gave one
  Login login(FtpUrl url) throws LoginException {
    String user = user(url);
    Optional<Netrc.Entry> entry = entry(url);
    Optional<Secret> given = url.password().or(() -> entry.flatMap(Netrc.Entry::password));
    if (given.isEmpty() && ANONYMOUS.contains(user)) {
      return Login.of(user, Login.ANONYMOUS.password());
    }
    Secret password =
        url.password()
            .or(this::ofEnvironment)
            .or(() -> entry.flatMap(Netrc.Entry::password))
            .or(() -> prompt.ask(user, url.host()))
            .orElseThrow(() -> new LoginException(missing(user, url.host())));
    return new Login(user, password, entry.flatMap(Netrc.Entry::account));
  }

  // Set to nothing is how scripts unset it.
  private Optional<Secret> ofEnvironment() {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(text -> !text.isEmpty())
        .map(Secret::of);
  }

  private Optional<Netrc.Entry> entry(FtpUrl url) {
    return netrc.entry(url.host(), url.user());
  }

  private static Failure missing(String user, String host) {
    return Failure.at(Step.LOGIN, "no password for %s at %s".formatted(user, host))
        .tryThis("set " + VARIABLE + ", or give it in ~/.netrc");
  }
}
