package io.ferryftp.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongAddressTest {
  @Test
  void readsAndWritesBothFamilies() throws Exception {
    LongAddress four = LongAddress.parse("4,4,132,235,1,2,2,24,131");
    LongAddress six = LongAddress.parse("6,16,16,128,0,0,0,0,0,0,0,8,8,0,32,12,65,122,2,20,162");

    assertThat(four.host().getHostAddress()).isEqualTo("132.235.1.2");
    assertThat(four.port()).isEqualTo(6275);
    assertThat(four.format()).isEqualTo("4,4,132,235,1,2,2,24,131");
    assertThat(six.host()).isEqualTo(InetAddress.ofLiteral("1080::8:800:200c:417a"));
    assertThat(six.port()).isEqualTo(5282);
    assertThat(six.format()).isEqualTo("6,16,16,128,0,0,0,0,0,0,0,8,8,0,32,12,65,122,2,20,162");
    assertThat(LongAddress.parseReply("Entering Long Passive Mode (4,4,10,0,0,1,2,200,1)"))
        .isEqualTo(LongAddress.parse("4,4,10,0,0,1,2,200,1"));
  }

  @Test
  void anIpv4AddressInIpv6IsThatAddress() throws Exception {
    LongAddress mapped = LongAddress.parse("6,16,0,0,0,0,0,0,0,0,0,0,255,255,10,1,2,3,2,200,1");

    assertThat(mapped.host().getHostAddress()).isEqualTo("10.1.2.3");
    assertThat(mapped.format()).isEqualTo("4,4,10,1,2,3,2,200,1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4",
        "4,4",
        "4,4,1,2,3,4,2,5",
        "4,4,1,2,3,4,2,5,6,7",
        "4,4,1,2,3,4,1,5,6",
        "4,5,1,2,3,4,2,5,6",
        "4,16,1,2,3,4,2,5,6",
        "6,4,1,2,3,4,2,5,6",
        "4,4,256,2,3,4,2,5,6",
        "4,4,1,2,3,4,2,0,0",
        "4,4,1,2,3,4,2,5,6,",
        "4,4,1,2,3,4,2,5,",
        " 4,4,1,2,3,4,2,5,6",
        "4,4,1,2,3,4,2,5,6 ",
        "a,b",
        "4,4,\u0661,2,3,4,2,5,6",
        "5,x"
      })
  void anythingElseIs501(String text) {
    assertThat(code(text)).isEqualTo(501);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5,4,1,2,3,4,2,5,6", "0,0", "16,10,1,2,3,4,5,6,7,8,9,10,2,5,6"})
  void anotherFamilyIs521WithThoseThatThereAre(String text) {
    assertThat(code(text)).isEqualTo(521);
    assertThatThrownBy(() -> LongAddress.parse(text))
        .isInstanceOfSatisfying(
            CommandSyntaxException.class, e -> assertThat(e.reason()).endsWith("(4,6)"));
  }

  @Test
  void aFloodOfNumbersIsMalformed() {
    assertThat(code("5" + ",1".repeat(5000))).isEqualTo(501);
  }

  @Test
  void parseIsTheInverseOfFormat() throws Exception {
    Random random = Seed.random(LongAddressTest.class);
    for (int i = 0; i < 2000; i++) {
      byte[] host = new byte[random.nextBoolean() ? 4 : 16];
      random.nextBytes(host);
      var address = new LongAddress(InetAddress.getByAddress(host), 1 + random.nextInt(0xFFFF));

      assertThat(LongAddress.parse(address.format())).isEqualTo(address);
      assertThat(LongAddress.parseReply("x (" + address.format() + ")")).isEqualTo(address);
    }
  }

  @Test
  void aReplyWithoutAddressIsNone() {
    assertThatThrownBy(() -> LongAddress.parseReply("Entering (1,2,3)"))
        .isInstanceOf(ProtocolException.class);
  }

  private static int code(String text) {
    try {
      LongAddress.parse(text);
      return 200;
    } catch (CommandSyntaxException e) {
      return e.code().number();
    }
  }
}
