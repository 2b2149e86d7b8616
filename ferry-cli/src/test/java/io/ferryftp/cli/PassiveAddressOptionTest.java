package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassiveAddressOptionTest {
  private static final Inet4Address FIRST = Inet4Address.ofLiteral("192.0.2.1");
  private static final Inet4Address SECOND = Inet4Address.ofLiteral("192.0.2.2");

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger lookups = new AtomicInteger();
  private final AtomicReference<InetAddress[]> answer =
      new AtomicReference<>(new InetAddress[] {InetAddress.ofLiteral("2001:db8::1"), FIRST});

  @Test
  void anAddressIsToldAsItIs() throws Exception {
    assertThat(PassiveAddressOption.parse("192.0.2.1").get()).contains(FIRST);
  }

  @Test
  void aNameIsLookedUpAgainWhenItIsNoLongerFresh() throws Exception {
    var option = PassiveAddressOption.parse("ftp.example.org", this::lookUp, now::get);
    answer.set(new InetAddress[] {SECOND});
    now.addAndGet(PassiveAddressOption.FRESH.toNanos());
    assertThat(option.get()).contains(FIRST);
    assertThat(lookups).hasValue(1);
    now.addAndGet(1);
    assertThat(option.get()).contains(SECOND);
    assertThat(option.get()).contains(SECOND);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void aNameThatIsGoneKeepsItsLastAddress() throws Exception {
    var option = PassiveAddressOption.parse("ftp.example.org", this::lookUp, now::get);
    answer.set(new InetAddress[0]);
    now.addAndGet(PassiveAddressOption.FRESH.toNanos() + 1);
    assertThat(option.get()).contains(FIRST);
    assertThat(option.get()).contains(FIRST);
    assertThat(lookups).hasValue(2);
  }

  @Test
  void aNameWithoutAnIpv4AddressIsAMistake() {
    answer.set(new InetAddress[] {InetAddress.ofLiteral("2001:db8::1")});
    assertThatThrownBy(() -> PassiveAddressOption.parse("v6.example.org", this::lookUp, now::get))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("v6.example.org");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "::1", "2001:db8::1"})
  void onlyIpv4FitsIntoA227(String typed) {
    assertThatThrownBy(() -> PassiveAddressOption.parse(typed))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("--passive-address");
  }

  private InetAddress[] lookUp(String host) throws UnknownHostException {
    lookups.incrementAndGet();
    if (answer.get().length == 0) {
      throw new UnknownHostException(host);
    }
    return answer.get();
  }
}
