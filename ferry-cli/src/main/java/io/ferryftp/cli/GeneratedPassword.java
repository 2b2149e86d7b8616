package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import java.security.SecureRandom;
import java.util.stream.Collectors;

/// A password that nobody chose: 16 characters that cannot be taken for one another when they are
/// read from a screen, 79 bits.
final class GeneratedPassword {
  static final int LENGTH = 16;

  /// Letters and digits without 0 O o, 1 l I and their like.
  static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";

  private GeneratedPassword() {}

  static Secret create() {
    return Secret.of(
        new SecureRandom()
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining()));
  }
}
