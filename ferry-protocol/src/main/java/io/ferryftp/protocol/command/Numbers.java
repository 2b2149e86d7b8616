package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;

/// Numbers in arguments: decimal digits and nothing else.
final class Numbers {
  /// As many as `2^63-1` has.
  private static final int MAX_DIGITS = 19;

  private Numbers() {}

  /// The number, 0 to 2^63-1, that 1 to 19 decimal digits write; leading zeros are fine.
  ///
  /// @throws CommandSyntaxException 501 for a sign, a space, any other character, too many digits
  ///   or too large a number
  static long parse(String text) throws CommandSyntaxException {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      throw CommandSyntaxException.badArgument("a number of 1 to 19 digits is needed");
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      // Not Character.isDigit: other scripts have digits too.
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw CommandSyntaxException.badArgument("only decimal digits make a number");
      }
      // 19 digits are less than 2^64: an overflow shows as a negative value.
      value = value * 10 + digit;
    }
    if (value < 0) {
      throw CommandSyntaxException.badArgument("the number is too large");
    }
    return value;
  }
}
