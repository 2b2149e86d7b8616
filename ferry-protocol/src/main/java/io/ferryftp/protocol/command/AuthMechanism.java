package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// How a control connection is to be protected: the argument of AUTH (RFC 2228 §3).
public enum AuthMechanism {
  /// TLS for the control connection; data connections are PROT's affair (RFC 4217 §8).
  TLS,
  /// The same under the name of an older draft, in which data connections are protected too without
  /// PBSZ and PROT. Some devices know no other word.
  SSL;

  /// What the drafts before RFC 4217 called it, which §17 asks servers to take.
  private static final String DRAFT_NAME = "TLS-C";

  /// The word in the command.
  public String format() {
    return name();
  }

  /// Reads the word, in any letter case. `TLS-P` is not among them: it meant protected data without
  /// PBSZ and PROT, which clients and servers never agreed on.
  ///
  /// @throws CommandSyntaxException with 504 for any other word
  public static AuthMechanism parse(String argument) throws CommandSyntaxException {
    String word = argument.toUpperCase(Locale.ROOT);
    if (word.equals(TLS.name()) || word.equals(DRAFT_NAME)) {
      return TLS;
    }
    if (word.equals(SSL.name())) {
      return SSL;
    }
    throw CommandSyntaxException.notImplemented("the mechanism is TLS, as in AUTH TLS");
  }
}
