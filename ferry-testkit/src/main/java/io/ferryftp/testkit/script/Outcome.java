package io.ferryftp.testkit.script;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// How a transcript was played.
public final class Outcome {
  private final Optional<Difference> difference;
  private final List<String> heard;
  private final byte[] received;

  Outcome(Optional<Difference> difference, List<String> heard, byte[] received) {
    this.difference = difference;
    this.heard = List.copyOf(heard);
    this.received = received.clone();
  }

  /// Where the conversation left the transcript; empty if it went as written.
  public Optional<Difference> difference() {
    return difference;
  }

  /// The lines that the peer said, without line ends.
  public List<String> heard() {
    return heard;
  }

  /// The data that the peer sent, up to the limit of [PlaySetting#keptOctets].
  public byte[] received() {
    return received.clone();
  }

  /// Fails if there is a difference.
  ///
  /// @throws AssertionError which says at which line, what was expected and what came
  public void assertPlayed() {
    requireNone(difference.stream().toList());
  }

  static void requireNone(List<Difference> differences) {
    if (!differences.isEmpty()) {
      throw new AssertionError(
          differences.stream().map(Difference::sentence).collect(Collectors.joining("\n")));
    }
  }
}
