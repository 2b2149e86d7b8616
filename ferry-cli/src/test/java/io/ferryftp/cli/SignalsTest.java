package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SignalsTest {
  @Test
  @Timeout(30)
  void theFirstIsWaitedForAndTheNextActedOn() throws Exception {
    var acted = new CountDownLatch(1);
    Signals signals = Signals.take(acted::countDown);
    // Not HUP or INT: where this runs in the background they may be ignored from the start.
    raise("TERM");
    signals.awaitFirst();
    assertThat(acted.getCount()).isEqualTo(1);
    raise("TERM");
    assertThat(acted.await(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void raise(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Method raise = type.getMethod("raise", type);
    raise.invoke(null, type.getConstructor(String.class).newInstance(name));
  }
}
