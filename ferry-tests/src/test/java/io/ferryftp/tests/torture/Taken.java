package io.ferryftp.tests.torture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What is amiss with everything that came over a data connection.
///
/// @param word for the page
/// @param what it is in full
record Taken(String word, String what) {
  private static final String WITH = "{with ";

  /// Compares with what a row says behind `D<`; empty if it is as it says.
  static Optional<Taken> amiss(byte[] octets, String expected, Map<String, String> values) {
    if (expected.equals("{any}")) {
      return Optional.empty();
    }
    if (expected.equals("{gone}")) {
      boolean gone = octets.length == 0 || text(octets).equals("(reset)");
      return gone
          ? Optional.empty()
          : Optional.of(
              new Taken("gives data", "the connection gave " + octets.length + " octets"));
    }
    if (expected.startsWith(WITH)) {
      String inner = expected.substring(WITH.length(), expected.length() - 1);
      String name = text(Octets.of(inner, values));
      return text(octets).contains(name)
          ? Optional.empty()
          : Optional.of(new Taken("other data", "nowhere in the data: " + name));
    }
    byte[] wanted =
        expected.startsWith("*")
            ? Octets.content(expected)
            : Octets.of(expected.equals("{nothing}") ? "" : expected, values);
    return Arrays.equals(wanted, octets)
        ? Optional.empty()
        : Optional.of(new Taken("other data", "data: " + Octets.difference(wanted, octets)));
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
