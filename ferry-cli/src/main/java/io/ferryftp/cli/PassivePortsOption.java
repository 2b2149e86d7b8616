package io.ferryftp.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The option `--passive-ports`: a range A-B, one port A, or 0 for ten free ones.
final class PassivePortsOption {
  static final String DEFAULT = "21000-21009";

  /// More would only lengthen the start: ports are shared, and ten serve thousands of clients.
  static final int MOST = 1000;

  private static final int FREE_ONES = 10;
  // Where Linux takes source ports from (net.ipv4.ip_local_port_range as shipped).
  private static final int FIRST_EPHEMERAL = 32_768;
  private static final int LAST_EPHEMERAL = 60_999;

  private PassivePortsOption() {}

  /// The ports, ascending; zeros stand for free ones.
  static List<Integer> parse(String text) throws MistakeException {
    int dash = text.indexOf('-');
    if (dash < 0) {
      int only = Port.parse("--passive-ports", text);
      return only == 0 ? Collections.nCopies(FREE_ONES, 0) : List.of(only);
    }
    int first = Port.parse("--passive-ports", text.substring(0, dash));
    int last = Port.parse("--passive-ports", text.substring(dash + 1));
    if (first == 0 || last < first) {
      throw new MistakeException(
          "--passive-ports: '%s' is not a range; write the lower port first, as in %s"
              .formatted(text, DEFAULT));
    }
    if (last - first >= MOST) {
      throw new MistakeException(
          "--passive-ports: %d ports are too many; at most %d, and ten are plenty"
              .formatted(last - first + 1, MOST));
    }
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  /// What to know about these ports before they surprise somebody.
  static Optional<String> warning(List<Integer> ports) {
    boolean overlap = ports.stream().anyMatch(p -> p >= FIRST_EPHEMERAL && p <= LAST_EPHEMERAL);
    return overlap
        ? Optional.of(
            "passive ports between %d and %d can be taken by any outgoing connection of this"
                    .formatted(FIRST_EPHEMERAL, LAST_EPHEMERAL)
                + " machine; choose lower ones, such as "
                + DEFAULT)
        : Optional.empty();
  }

  /// The ports as `a,b,c-d`, the inverse of [#parse] for one range.
  static String text(List<Integer> ports) {
    var sorted = new ArrayList<>(ports);
    Collections.sort(sorted);
    var parts = new ArrayList<String>();
    for (int i = 0; i < sorted.size(); ) {
      int end = i;
      while (end + 1 < sorted.size() && sorted.get(end + 1) == sorted.get(end) + 1) {
        end++;
      }
      parts.add(i == end ? "" + sorted.get(i) : sorted.get(i) + "-" + sorted.get(end));
      i = end + 1;
    }
    return String.join(",", parts);
  }
}
