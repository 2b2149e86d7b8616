package io.ferryftp.server.transfer;

import java.util.Arrays;

/// The median of the last values, so that a few strange ones do not count.
final class RunningMedian {
  private static final int KEPT = 31;

  private final long[] values = new long[KEPT];
  private int added;

  void add(long value) {
    values[added % KEPT] = value;
    // Stays small for ever without forgetting that the window is full.
    added = added + 1 == 2 * KEPT ? KEPT : added + 1;
  }

  /// The upper median; 0 when there is no value yet. Upper, because what disturbs the times from
  /// arming to connection makes them short: a late connection that is taken for the right one.
  long median() {
    int count = Math.min(added, KEPT);
    if (count == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, count);
    Arrays.sort(sorted);
    return sorted[count / 2];
  }
}
