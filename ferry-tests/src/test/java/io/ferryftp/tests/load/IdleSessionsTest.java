package io.ferryftp.tests.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.benchmarks.IdleSessions;
import io.ferryftp.benchmarks.Protection;
import io.ferryftp.tests.harness.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Thousands of idle sessions fit into a small heap, and the server still serves.
class IdleSessionsTest {
  private static final long HEAP_BYTES = 256L << 20;

  /// What TLS may cost an idle session beyond a plain one.
  private static final long TLS_BYTES = 30L << 10;

  /// What the JVM compiles meanwhile takes memory that belongs to no session.
  private static final long COMPILED_BYTES = 16L << 20;

  /// What sessions that have ended may leave, all together: classes, but no session.
  private static final long LEFT_BYTES = 1L << 20;

  @Test
  @Timeout(300)
  void manyIdleSessionsFitIntoASmallHeap() throws Exception {
    int sessions = Scale.current().choose(5000, 9000);

    IdleSessions.Result result = IdleSessions.run(sessions, Protection.NONE);

    assertThat(result.sessions()).isEqualTo(sessions);
    assertThat(result.freshReply()).startsWith("200 ");
    assertThat(result.after().heapBytes()).isLessThan(HEAP_BYTES / 2);
  }

  @Test
  @Timeout(300)
  void tlsCostsAnIdleSessionLittleAndLeavesNothing() throws Exception {
    int sessions = Scale.current().choose(500, 5000);

    IdleSessions.Result plain = IdleSessions.run(sessions, Protection.NONE);
    IdleSessions.Result tls = IdleSessions.run(sessions, Protection.TLS_1_3);

    assertThat(tls.sessions()).isEqualTo(sessions);
    assertThat(tls.freshReply()).startsWith("200 ");
    assertThat(tls.heapPerSession() - plain.heapPerSession()).isBetween(1L, TLS_BYTES / 2);
    assertThat(tls.memoryPerSession() - plain.memoryPerSession())
        .isLessThanOrEqualTo(TLS_BYTES + COMPILED_BYTES / sessions);
    assertThat(tls.closed().heapBytes() - tls.before().heapBytes()).isLessThan(LEFT_BYTES);
  }
}
