package io.ferryftp.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.benchmarks.IdleSessions;
import io.ferryftp.tests.harness.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of idle sessions fit into a small heap, and the server still serves.
class IdleSessionsTest {
  private static final long HEAP_BYTES = 256L << 20;

  @Test
  @Timeout(300)
  void manyIdleSessionsFitIntoASmallHeap() throws Exception {
    int sessions = Scale.current().choose(5000, 9000);

    IdleSessions.Result result = IdleSessions.run(sessions);

    assertThat(result.sessions()).isEqualTo(sessions);
    assertThat(result.freshReply()).startsWith("200 ");
    assertThat(result.heapAfterBytes()).isLessThan(HEAP_BYTES / 2);
  }
}
