package io.ferryftp.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "192.0.2.0/24,192.0.2.0,true",
    "192.0.2.0/24,192.0.2.255,true",
    "192.0.2.0/24,192.0.3.0,false",
    "192.0.2.128/25,192.0.2.127,false",
    "192.0.2.7,192.0.2.7,true",
    "192.0.2.7,192.0.2.6,false",
    "0.0.0.0/0,203.0.113.1,true",
    "0.0.0.0/0,::1,false",
    "2001:db8::/32,2001:db8:ffff::1,true",
    "2001:db8::/32,2001:db9::1,false",
    "::/0,192.0.2.1,false",
    "::ffff:192.0.2.0/24,192.0.2.1,true",
  })
  void containsWhatBeginsWithItsBits(String block, String address, boolean expected) {
    assertThat(AddressBlock.parse(block).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(expected);
    assertThat(AddressBlock.parse(AddressBlock.parse(block).toString()))
        .isEqualTo(AddressBlock.parse(block));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "192.0.2.0/",
        "192.0.2.0/33",
        "192.0.2.1/24",
        "192.0.2.0/-1",
        "192.0.2.0/24x",
        "printer.example",
        "192.0.2.0/24/24",
        "::/129",
        "192.0.2.0/+8"
      })
  void anythingElseIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
  }
}
