package io.ferryftp.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunningMedianTest {
  private final RunningMedian median = new RunningMedian();

  private long after(long... values) {
    LongStream.of(values).forEach(median::add);
    return median.median();
  }

  @Test
  void isZeroBeforeTheFirstValue() {
    assertThat(after()).isZero();
  }

  @Test
  void isNotMovedByStrangeValues() {
    assertThat(after(5, 900, 7, 1, 6)).isEqualTo(6);
  }

  @Test
  void isTheUpperOfTwoMiddleValues() {
    assertThat(after(10, 20)).isEqualTo(20);
  }

  @Test
  void forgetsWhatIsLongAgo() {
    after(LongStream.generate(() -> 1).limit(1_000).toArray());
    assertThat(after(LongStream.generate(() -> 9).limit(31).toArray())).isEqualTo(9);
  }
}
