package io.ferryftp.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Options whose value is one of a few words: the constants of an enum in lower case, with `-`
/// between words.
final class Choice {
  private Choice() {}

  /// The constant that this word names.
  static <E extends Enum<E>> E parse(String option, String word, Class<E> type)
      throws MistakeException {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equals(word)) {
        return constant;
      }
    }
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(Choice::word)
            .collect(Collectors.joining(" or "));
    throw new MistakeException("%s: '%s' is not %s".formatted(option, word, words));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
