package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Scale;
import java.util.ArrayList;
import java.util.List;

/// What Ferry answers, as the table says and the tests prove.
final class FerryColumn {
  private FerryColumn() {}

  static String of(TortureRow row) {
    if (row.isElsewhere()) {
      return "`" + String.join("`, `", row.all("elsewhere")) + "`";
    }
    var heard = new ArrayList<String>();
    collect(row.steps(), heard);
    return Played.shortened(heard);
  }

  private static void collect(List<Step> steps, List<String> heard) {
    for (Step step : steps) {
      switch (step) {
        case Step.Hear(var times, var expected, var noted) -> {
          for (int i = times.at(Scale.NORMAL); noted && i > 0; i--) {
            heard.add(String.join("/", expected.ours()));
          }
        }
        case Step.Loop(var times, var atOnce, var body) -> loop(times, atOnce, body, heard);
        case Step.Send _, Step.Give _, Step.Take _, Step.Act _, Step.As _ -> {}
      }
    }
  }

  private static void loop(Amount times, boolean atOnce, List<Step> body, List<String> heard) {
    int count = times.at(Scale.NORMAL);
    if (atOnce) {
      var one = new ArrayList<String>();
      collect(body, one);
      heard.add(RowPlay.of(count, Played.shortened(one)));
    } else {
      for (int i = 0; i < count; i++) {
        collect(body, heard);
      }
    }
  }
}
