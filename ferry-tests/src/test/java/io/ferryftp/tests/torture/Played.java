package io.ferryftp.tests.torture;

import java.util.ArrayList;
import java.util.List;

/// What came of a row.
///
/// @param heard the noted replies in their order, and words for what is none
/// @param verdict the worst of all
/// @param complaint about the first thing that was otherwise; empty if nothing was
record Played(List<String> heard, Verdict verdict, String complaint) {
  private static final int LONGEST_UNIT = 4;

  Played {
    heard = List.copyOf(heard);
  }

  /// The same with something bad that was found afterwards.
  Played but(String what) {
    var more = new ArrayList<>(heard);
    more.add(what);
    return new Played(more, Verdict.OTHERWISE, complaint.isEmpty() ? what : complaint);
  }

  /// For a table: `500×100 421 closed`.
  String summary() {
    return heard.isEmpty() ? "nothing to hear" : shortened(heard);
  }

  /// What repeats itself is written once.
  static String shortened(List<String> words) {
    var out = new ArrayList<String>();
    int at = 0;
    while (at < words.size()) {
      int unit = 1;
      int best = 1;
      for (int length = 1; length <= LONGEST_UNIT && best == 1; length++) {
        int times = repetitions(words, at, length);
        if (times > 2) {
          unit = length;
          best = times;
        }
      }
      String text = String.join(" ", words.subList(at, at + unit));
      out.add(best == 1 ? text : (unit == 1 ? text : "(" + text + ")") + "×" + best);
      at += unit * best;
    }
    return String.join(" ", out);
  }

  private static int repetitions(List<String> words, int at, int length) {
    int times = 1;
    int next = at + length;
    while (next + length <= words.size()
        && words.subList(next, next + length).equals(words.subList(at, at + length))) {
      times++;
      next += length;
    }
    return times;
  }
}
