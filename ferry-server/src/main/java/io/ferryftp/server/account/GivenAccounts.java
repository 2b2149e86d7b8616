package io.ferryftp.server.account;

import io.ferryftp.account.Account;
import io.ferryftp.account.Authenticator;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Origin;
import io.ferryftp.protocol.text.Secret;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The accounts that were given at start, and nobody else.
///
/// An unknown name costs what a wrong password costs: the offered password is always digested once
/// and always compared once, with a digest that nothing matches if the name is not known. Only
/// salted digests are kept and compared, so neither the content nor the length of a password shows
/// in the time. The accounts live as long as the process, which is why a fast digest will do: there
/// is no file of digests to steal.
public final class GivenAccounts implements Authenticator {
  private static final int SALT_OCTETS = 16;

  private final byte[] salt = random(SALT_OCTETS);
  private final byte[] nobody;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Optional<Account> anonymous;

  /// One account, the password that opens it, and perhaps a certificate that does so too.
  ///
  /// @param password not empty
  /// @param certificate that does instead of the password
  public record Given(Account account, Secret password, Optional<CertificateRule> certificate) {
    public Given {
      if (password.isEmpty()) {
        throw new IllegalArgumentException("the account " + account.name() + " needs a password");
      }
    }

    /// An account that only its password opens.
    public Given(Account account, Secret password) {
      this(account, password, Optional.empty());
    }

    /// The same, opened by a certificate too.
    public Given withCertificate(CertificateRule rule) {
      return new Given(account, password, Optional.of(rule));
    }
  }

  private static final class Entry {
    private final Account account;
    private final byte[] digest;
    private final Optional<CertificateRule> certificate;

    private Entry(Given given, byte[] digest) {
      this.account = given.account();
      this.digest = digest;
      this.certificate = given.certificate();
    }
  }

  /// Accounts by name, and the one that the anonymous names open with any password.
  ///
  /// @throws IllegalArgumentException if two accounts have one name, or an account has an anonymous
  ///   name although anonymous access is given, or anonymous users may have data go to others
  public GivenAccounts(List<Given> accounts, Optional<Account> anonymous) {
    if (anonymous.filter(account -> account.has(Concession.THIRD_PARTY_DATA)).isPresent()) {
      throw new IllegalArgumentException("data of anonymous users go to nobody else");
    }
    this.anonymous = anonymous;
    nobody = random(digest(Secret.of("")).length);
    for (Given given : accounts) {
      String name = given.account().name();
      if (anonymous.isPresent() && Account.ANONYMOUS_NAMES.contains(name)) {
        throw new IllegalArgumentException("the name " + name + " is for anonymous access");
      }
      if (entries.put(name, new Entry(given, digest(given.password()))) != null) {
        throw new IllegalArgumentException("two accounts have the name " + name);
      }
    }
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials, Origin origin) {
    return switch (credentials) {
      case Credentials.Password offer -> check(offer);
      case Credentials.Certificate(var name, var certificate) ->
          Optional.ofNullable(entries.get(name))
              .filter(entry -> entry.certificate.filter(rule -> rule.fits(certificate)).isPresent())
              .map(entry -> entry.account);
    };
  }

  private Optional<Account> check(Credentials.Password offer) {
    if (anonymous.isPresent() && Account.ANONYMOUS_NAMES.contains(offer.name())) {
      return anonymous;
    }
    Optional<Entry> entry = Optional.ofNullable(entries.get(offer.name()));
    byte[] expected = entry.map(e -> e.digest).orElse(nobody);
    // No shortcut before this line: both operands are digests of one length.
    boolean matches = MessageDigest.isEqual(expected, digest(offer.password()));
    return matches ? entry.map(e -> e.account) : Optional.empty();
  }

  private byte[] digest(Secret password) {
    MessageDigest sha = sha256();
    sha.update(salt);
    // Char by char, because a password that came over the wire may hold lone surrogates (WireText).
    // Every character encoding, UTF-16 included, would replace them, and then different passwords
    // would be equal.
    String text = password.reveal();
    var chars = ByteBuffer.allocate(text.length() * Character.BYTES);
    chars.asCharBuffer().put(text);
    return sha.digest(chars.array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] random(int octets) {
    byte[] result = new byte[octets];
    new SecureRandom().nextBytes(result);
    return result;
  }
}
