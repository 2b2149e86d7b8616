package io.ferryftp.tests.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing sequence shorter: drops pieces, from large to single commands, and joins between
/// commands, for as long as it still fails.
final class Shrinker {
  private Shrinker() {}

  static List<Step> shortest(List<Step> steps, Predicate<List<Step>> fails) {
    List<Step> best = steps;
    for (int size = Math.max(1, best.size() / 2); size > 0; size = size == 1 ? 0 : size / 2) {
      for (int i = 0; i + size <= best.size(); ) {
        var without = new ArrayList<>(best.subList(0, i));
        without.addAll(best.subList(i + size, best.size()));
        if (fails.test(without)) {
          best = without;
        } else {
          i++;
        }
      }
    }
    for (int i = 0; i < best.size(); i++) {
      Step step = best.get(i);
      var apart = new ArrayList<>(best);
      apart.set(i, new Step(step.session(), step.line(), step.payload(), false));
      if (step.joined() && fails.test(apart)) {
        best = apart;
      }
    }
    return best;
  }
}
