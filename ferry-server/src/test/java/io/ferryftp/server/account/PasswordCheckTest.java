package io.ferryftp.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// What is remembered of passwords, for how long, and how many are tried at the same time.
class PasswordCheckTest {
  private static final Duration MEMORY = Duration.ofMinutes(5);
  private static final Secret RIGHT = Secret.of("right");
  private static final Secret WRONG = Secret.of("wrong");
  private static final PasswordHash HASH = PasswordHash.of(RIGHT, 2);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // It may run over.
  private final PasswordCheck check =
      check(new PasswordLimits(1, Duration.ofSeconds(10), 2, MEMORY));

  private PasswordCheck check(PasswordLimits limits) {
    return new PasswordCheck(limits, now::get);
  }

  @Test
  void aRightPasswordIsRememberedForAWhile() throws IOException {
    assertThat(check.fits("anna", HASH, RIGHT)).isTrue();
    assertThat(check.remembered()).isEqualTo(1);

    now.addAndGet(MEMORY.toNanos() - 1);
    assertThat(check.fits("anna", HASH, RIGHT)).isTrue();
    assertThat(check.fits("anna", HASH, WRONG)).isFalse();
    assertThat(check.remembered()).isEqualTo(1);

    now.addAndGet(1); // Counted from the check, not from the last use.
    assertThat(check.fits("anna", HASH, WRONG)).isFalse();
    assertThat(check.remembered()).isZero();
  }

  @Test
  void aWrongPasswordIsNeverRemembered() throws IOException {
    assertThat(check.fits("anna", HASH, WRONG)).isFalse();
    assertThat(check.fits("nobody", PasswordHash.ofNobody(2), RIGHT)).isFalse();
    assertThat(check.remembered()).isZero();
  }

  @Test
  void aNewHashIsANewPassword() throws IOException {
    assertThat(check.fits("anna", HASH, RIGHT)).isTrue();
    PasswordHash changed = PasswordHash.of(Secret.of("another"), 2);
    assertThat(check.fits("anna", changed, RIGHT)).isFalse();
    assertThat(check.fits("anna", changed, Secret.of("another"))).isTrue();
    assertThat(check.fits("anna", changed, RIGHT)).isFalse();
  }

  @Test
  void whatIsRememberedBelongsToOneAccount() throws IOException {
    assertThat(check.fits("anna", HASH, RIGHT)).isTrue();
    assertThat(check.fits("bernd", PasswordHash.ofNobody(2), RIGHT)).isFalse();
    check.forget("anna");
    assertThat(check.remembered()).isZero();
  }

  @Test
  void theOldestGoFirst() throws IOException {
    for (String name : new String[] {"a", "b", "a", "c"}) {
      check.forget(name.equals("a") ? "a" : "");
      assertThat(check.fits(name, HASH, RIGHT)).isTrue();
    }
    assertThat(check.remembered()).isEqualTo(2);
    // b went, a and c are there: they are found without a turn.
    try (var held = check.turn()) {
      assertThat(check.fits("a", HASH, RIGHT)).isTrue();
      assertThat(check.fits("c", HASH, RIGHT)).isTrue();
      assertThat(held).isNotNull();
    }
  }

  @Test
  void nothingIsRememberedWithoutRoom() throws IOException {
    PasswordCheck without = check(new PasswordLimits(1, Duration.ZERO, 0, MEMORY));
    assertThat(without.fits("anna", HASH, RIGHT)).isTrue();
    assertThat(without.remembered()).isZero();
  }

  @Test
  void whoeverGetsNoTurnIsToldSo() throws IOException {
    PasswordCheck hurried = check(new PasswordLimits(1, Duration.ZERO, 2, MEMORY));
    try (var held = hurried.turn()) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> hurried.fits("anna", HASH, RIGHT))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no turn")
          .hasMessageNotContaining("anna");
    }
  }

  @Test
  void oneOfManyWithTheSamePasswordIsTriedForAll() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PasswordCheck.Turn held = check.turn();
      var first = threads.submit(() -> check.fits("anna", HASH, RIGHT));
      var second = threads.submit(() -> check.fits("anna", HASH, RIGHT));
      while (check.waiting() < 2) {
        Thread.onSpinWait();
      }
      held.close();
      assertThat(first.get()).isTrue();
      assertThat(second.get()).isTrue();
      assertThat(check.remembered()).isEqualTo(1);
    }
  }

  @Test
  void theDefaultsAreShortAndFew() {
    assertThat(PasswordLimits.DEFAULT.memory()).isLessThanOrEqualTo(Duration.ofMinutes(5));
    assertThat(PasswordLimits.DEFAULT.checks())
        .isLessThanOrEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
  }
}
