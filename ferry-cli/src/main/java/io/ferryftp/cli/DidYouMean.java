package io.ferryftp.cli;

import java.util.Collection;
import java.util.Comparator;

/// The known word that somebody probably meant.
final class DidYouMean {
  private DidYouMean() {}

  /// `, did you mean X?` if a word is near enough, else nothing.
  static String among(Collection<String> words, String typed) {
    int most = Math.max(2, typed.length() / 3);
    return words.stream()
        .filter(word -> distance(word, typed) <= most)
        .min(Comparator.comparingInt(word -> distance(word, typed)))
        .map(word -> ", did you mean " + word + "?")
        .orElse("");
  }

  // Levenshtein's distance, one row of the table at a time.
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
