package io.ferryftp.protocol.data;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// How data connections are protected: the argument of PROT (RFC 2228 §3).
public enum ProtectionLevel {
  CLEAR('C'),
  /// Integrity only, which TLS does not have.
  SAFE('S'),
  /// Confidentiality only, which TLS does not have.
  CONFIDENTIAL('E'),
  PRIVATE('P');

  private final char code;

  ProtectionLevel(char code) {
    this.code = code;
  }

  /// The letter in the command.
  public String format() {
    return String.valueOf(code);
  }

  /// Reads the letter, in either case.
  ///
  /// @throws CommandSyntaxException with 504 if RFC 2228 knows no such level
  public static ProtectionLevel parse(String argument) throws CommandSyntaxException {
    String letter = argument.toUpperCase(Locale.ROOT);
    for (ProtectionLevel level : values()) {
      if (level.format().equals(letter)) {
        return level;
      }
    }
    throw CommandSyntaxException.notImplemented("the levels are C, S, E and P");
  }
}
