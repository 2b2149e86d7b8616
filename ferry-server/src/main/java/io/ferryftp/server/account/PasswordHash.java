package io.ferryftp.server.account;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A password as it may be kept: PBKDF2 with HMAC-SHA-256 (RFC 8018 §5.2) over its octets and a
/// salt. To try one takes as long as its rounds, whoever tries.
///
/// Its text is `$pbkdf2-sha256$ROUNDS$SALT$DIGEST`, salt and digest in Base64 without padding and
/// with `.` for `+`, as other programs write it.
public final class PasswordHash {
  /// What every text of one begins with.
  public static final String PREFIX = "$pbkdf2-sha256$";

  /// The most that are read: whoever logs in waits for all of them.
  static final int MOST_ROUNDS = 10_000_000;

  private static final int SALT_OCTETS = 16;
  private static final int DIGEST_OCTETS = 32;
  private static final int MOST_SALT_OCTETS = 64;
  private static final Pattern FORM =
      Pattern.compile(
          Pattern.quote(PREFIX) + "([1-9][0-9]{0,7})\\$([A-Za-z0-9./+]+)\\$([A-Za-z0-9./+]+)");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final int rounds;
  private final byte[] salt;
  private final byte[] digest;

  private PasswordHash(int rounds, byte[] salt, byte[] digest) {
    this.rounds = rounds;
    this.salt = salt;
    this.digest = digest;
  }

  /// The hash of this password, with a new salt.
  ///
  /// @param rounds from 1 to ten million
  public static PasswordHash of(Secret password, int rounds) {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException(rounds + " rounds");
    }
    byte[] salt = random(SALT_OCTETS);
    return new PasswordHash(rounds, salt, derive(password, salt, rounds));
  }

  /// One that no password fits, and that takes as long to find out.
  static PasswordHash ofNobody(int rounds) {
    return new PasswordHash(rounds, random(SALT_OCTETS), random(DIGEST_OCTETS));
  }

  /// Whether this begins as the text of a hash does.
  public static boolean isMeant(Secret text) {
    return text.reveal().startsWith(PREFIX);
  }

  /// The hash with this text; empty if that is none, or has more rounds than anybody waits for.
  public static Optional<PasswordHash> parse(Secret text) {
    var form = FORM.matcher(text.reveal());
    if (!form.matches() || Integer.parseInt(form.group(1)) > MOST_ROUNDS) {
      return Optional.empty();
    }
    try {
      byte[] salt = octets(form.group(2));
      byte[] digest = octets(form.group(3));
      return salt.length > MOST_SALT_OCTETS || digest.length != DIGEST_OCTETS
          ? Optional.empty()
          : Optional.of(new PasswordHash(Integer.parseInt(form.group(1)), salt, digest));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // A length that Base64 does not have.
    }
  }

  /// The text that [#parse] reads, for whoever keeps it.
  public Secret text() {
    return Secret.of(PREFIX + rounds + "$" + base64(salt) + "$" + base64(digest));
  }

  int rounds() {
    return rounds;
  }

  /// Whether this is its password. It takes the same time for every password of one length.
  boolean fits(Secret password) {
    return MessageDigest.isEqual(digest, derive(password, salt, rounds));
  }

  /// What tells this hash from every other one, a later one of the same password among them.
  byte[] identity() {
    byte[] all = Arrays.copyOf(salt, salt.length + digest.length);
    System.arraycopy(digest, 0, all, salt.length, digest.length);
    return all;
  }

  /// One block of PBKDF2. Not by the JDK's own, which takes characters, and takes one octet that is
  /// no UTF-8 for another.
  private static byte[] derive(Secret password, byte[] salt, int rounds) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = octetsOf(password);
      // HMAC fills a short key up with zeros, so one zero is what no octets are.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      mac.update(salt);
      mac.update(new byte[] {0, 0, 0, 1});
      byte[] block = mac.doFinal();
      byte[] result = block.clone();
      for (int round = 1; round < rounds; round++) {
        mac.update(block);
        mac.doFinal(block, 0);
        for (int i = 0; i < result.length; i++) {
          result[i] ^= block[i];
        }
      }
      return result;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  /// As they came over the wire.
  static byte[] octetsOf(Secret password) {
    return WireText.encode(password.reveal());
  }

  static byte[] random(int octets) {
    byte[] result = new byte[octets];
    RANDOM.nextBytes(result);
    return result;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().withoutPadding().encodeToString(octets).replace('+', '.');
  }

  private static byte[] octets(String base64) {
    return Base64.getDecoder().decode(base64.replace('.', '+'));
  }

  /// Not the digest: whoever reads it in a log could try passwords at leisure.
  @Override
  public String toString() {
    return PREFIX + rounds + "$***";
  }
}
