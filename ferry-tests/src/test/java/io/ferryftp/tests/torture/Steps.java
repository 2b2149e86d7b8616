package io.ferryftp.tests.torture;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of a row as steps.
final class Steps {
  private static final Map<String, List<String>> SHORT_FORMS =
      Map.of(
          "{greeting}",
          List.of("s> 220"),
          "{login}",
          List.of("C> USER {user}", "s> 331 (230)", "C> PASS {password}", "s> 230"),
          "{in}",
          List.of("{greeting}", "{login}", "C> CWD /{row}", "s> 250", "C> TYPE I", "s> 200"),
          "{noop}",
          List.of("C> NOOP", "S> 200"),
          "{tls}",
          List.of("C> AUTH TLS", "s> 234", "!> tls", "s> tls"),
          "{private}",
          List.of("C> PBSZ 0", "s> 200", "C> PROT P", "s> 200"),
          "{here}",
          List.of("C> CWD /{row}", "s> 250", "C> TYPE I", "s> 200"),
          "{data tls}",
          List.of("!> data tls", "s> tls"));

  private static final Pattern LINE = Pattern.compile("(?:([CDSs])(?:\\*([0-9|]+))?|(!))> ?(.*)");
  private static final Pattern LOOP = Pattern.compile("(repeat|at once) ([0-9|]+)");

  private Steps() {}

  static List<Step> parse(List<String> lines) {
    return block(lines.iterator(), false);
  }

  private static List<Step> block(Iterator<String> lines, boolean inner) {
    var steps = new ArrayList<Step>();
    while (lines.hasNext()) {
      String line = lines.next();
      Matcher loop = LOOP.matcher(line);
      if (inner && line.equals("end")) {
        return steps;
      } else if (loop.matches()) {
        steps.add(
            new Step.Loop(
                Amount.parse(loop.group(2)), loop.group(1).equals("at once"), block(lines, true)));
      } else if (SHORT_FORMS.containsKey(line)) {
        steps.addAll(parse(SHORT_FORMS.getOrDefault(line, List.of())));
      } else if (line.startsWith("-- ")) {
        steps.add(new Step.As(line.substring(3)));
      } else {
        steps.add(step(line));
      }
    }
    if (inner) {
      throw new IllegalArgumentException("a loop without end");
    }
    return steps;
  }

  private static Step step(String line) {
    Matcher form = LINE.matcher(line);
    if (line.startsWith("D< ")) {
      return new Step.Take(line.substring(3));
    }
    if (!form.matches()) {
      throw new IllegalArgumentException("not a step: " + line);
    }
    String rest = form.group(4);
    if (form.group(3) != null) {
      return new Step.Act(rest);
    }
    Amount times = form.group(2) == null ? Amount.ONCE : Amount.parse(form.group(2));
    return switch (form.group(1)) {
      case "C" -> new Step.Send(times, ended(rest));
      case "D" -> new Step.Give(times, rest);
      case "S" -> new Step.Hear(times, Expected.parse(rest), true);
      default -> new Step.Hear(times, Expected.parse(rest), false);
    };
  }

  /// A line that ends in a single backslash is sent without CR LF.
  private static String ended(String line) {
    return line.endsWith("\\") && !line.endsWith("\\\\")
        ? line.substring(0, line.length() - 1)
        : line + "\\r\\n";
  }
}
