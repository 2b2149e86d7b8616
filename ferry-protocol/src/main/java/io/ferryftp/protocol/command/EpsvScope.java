package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;

/// What EPSV asks for (RFC 2428 §3): a family of addresses, or that no other way to a data
/// connection will be used any more.
public enum EpsvScope {
  /// The family of the control connection.
  DEFAULT(""),
  IPV4("1"),
  IPV6("2"),
  /// From now on only EPSV (RFC 2428 §4).
  ALL("ALL");

  private final String word;

  EpsvScope(String word) {
    this.word = word;
  }

  /// The scope of an argument: empty, `1`, `2` or `ALL` in any letter case.
  ///
  /// @throws CommandSyntaxException 522 for another number, 501 for anything else
  static EpsvScope parse(String argument) throws CommandSyntaxException {
    for (EpsvScope scope : values()) {
      if (scope.word.equalsIgnoreCase(argument)) {
        return scope;
      }
    }
    Numbers.parse(argument);
    throw new CommandSyntaxException(
        ReplyCode.NETWORK_PROTOCOL_NOT_SUPPORTED, "Network protocol not supported, use (1,2)");
  }

  /// The argument; empty for [#DEFAULT].
  public String format() {
    return word;
  }
}
