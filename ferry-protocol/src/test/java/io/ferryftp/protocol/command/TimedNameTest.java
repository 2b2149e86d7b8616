package io.ferryftp.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "a\u0085b", "\u2028", "a\u2029"})
  void anyNameMayStandBehindATime(String name) throws Exception {
    String argument = "20260102030405 " + name;

    assertThat(TimedName.begins(argument)).isTrue();
    assertThat(TimedName.parse(argument).pathname()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20260102030405", "20260102030405 ", "2026010203040 a", "a"})
  void everythingElseIsAName(String argument) {
    assertThat(TimedName.begins(argument)).isFalse();
  }
}
