package io.ferryftp.protocol.data;

import java.util.Optional;

/// How a digest of a file is made, in the order in which FEAT offers them (draft-bryan-ftpext-hash
/// §3.1, with the names of the IANA's registry). The first is what HASH uses unless told otherwise.
public enum DigestAlgorithm {
  SHA_256("SHA-256"),
  SHA_512("SHA-512"),
  SHA_1("SHA-1"),
  MD5("MD5"),
  /// The CRC of ISO 3309, of ZIP and Ethernet: 8 hexadecimal digits.
  CRC32("CRC32");

  /// What HASH uses unless told otherwise.
  public static final DigestAlgorithm DEFAULT = SHA_256;

  private final String word;

  DigestAlgorithm(String word) {
    this.word = word;
  }

  /// Its name as FEAT, OPTS HASH and replies write it; for all but CRC32 also Java's name of it.
  public String word() {
    return word;
  }

  /// The algorithm of a name in any letter case; empty if there is none.
  public static Optional<DigestAlgorithm> of(String word) {
    for (DigestAlgorithm algorithm : values()) {
      if (algorithm.word.equalsIgnoreCase(word)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
