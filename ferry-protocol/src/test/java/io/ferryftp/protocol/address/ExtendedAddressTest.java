package io.ferryftp.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedAddressTest {
  @ParameterizedTest
  @CsvSource({
    "|1|132.235.1.2|6275|,|1|132.235.1.2|6275|",
    "|2|1080::8:800:200C:417A|5282|,|2|1080::8:800:200c:417a|5282|",
    "|2|2001:db8:0:1:1:1:1:1|21|,|2|2001:db8:0:1:1:1:1:1|21|",
    "|2|2001:0:0:1:0:0:0:1|21|,|2|2001:0:0:1::1|21|",
    "|2|2001:0:0:1:1:0:0:1|21|,|2|2001::1:1:0:0:1|21|",
    "|2|0:0::0|21|,|2|::|21|",
    "|2|1::|21|,|2|1::|21|",
    "!2!::1!65535!,|2|::1|65535|",
    "~1~0.0.0.0~1~,|1|0.0.0.0|1|",
    "a1a1.2.3.4a00021a,|1|1.2.3.4|21|",
    "|2|::ffff:10.0.0.1|1025|,|1|10.0.0.1|1025|",
    "|2|::FFFF:a00:1|1025|,|1|10.0.0.1|1025|",
  })
  void readsAnAddressAndWritesItPlainly(String text, String plain) throws Exception {
    ExtendedAddress address = ExtendedAddress.parse(text);

    assertThat(address.format()).isEqualTo(plain);
    assertThat(ExtendedAddress.parse(plain)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "|",
        "||||",
        "|1|1.2.3.4|21",
        "1|1.2.3.4|21|",
        "|1|1.2.3.4|21||",
        "|1|1.2.3.4|21|x",
        " 1 1.2.3.4 21 ",
        "\u007f1\u007f1.2.3.4\u007f21\u007f",
        "\u00e91\u00e91.2.3.4\u00e921\u00e9",
        "|1|1.2.3.4|0|",
        "|1|1.2.3.4|65536|",
        "|1|1.2.3.4|99999|",
        "|1|1.2.3.4|999999|",
        "|1|1.2.3.4||",
        "|1|1.2.3.4|-1|",
        "|1|1.2.3.4|+1|",
        "|1|1.2.3|21|",
        "|1|1.2.3.4.5|21|",
        "|1|1.2.3.256|21|",
        "|1|010.2.3.4|21|",
        "|1|0x7f.1.1.1|21|",
        "|1|16909060|21|",
        "|1|::1|21|",
        "|2|1.2.3.4|21|",
        "|2|fe80::1%lo|21|",
        "|2|fe80::1%1|21|",
        "|2|[::1]|21|",
        "|2|:::|21|",
        "|2|1::2::3|21|",
        "|2|::1::|21|",
        "|2||21|",
        "|1||21|",
        "|1|localhost|21|",
        "|2|localhost|21|",
        "|2|ip6.example:80|21|",
        "|2|dead.beef:|21|",
        "|x|1.2.3.4|21|",
        "||1.2.3.4|21|",
        "|-1|1.2.3.4|21|",
        "|999999999999|1.2.3.4|21|"
      })
  void whatIsNoAddressIs501(String text) {
    assertThatThrownBy(() -> ExtendedAddress.parse(text))
        .isInstanceOfSatisfying(
            CommandSyntaxException.class,
            e -> assertThat(e.code()).isEqualTo(ReplyCode.BAD_ARGUMENT));
  }

  @Test
  void anAddressOfThreeHundredCharactersIs501() {
    assertThatThrownBy(() -> ExtendedAddress.parse("|2|" + "1:".repeat(150) + "|21|"))
        .isInstanceOf(CommandSyntaxException.class);
    assertThatThrownBy(() -> ExtendedAddress.parse("|1|" + "1.".repeat(150) + "|21|"))
        .isInstanceOf(CommandSyntaxException.class);
  }

  @Test
  void aZoneAndANameAreLeftBehind() throws Exception {
    byte[] octets = InetAddress.ofLiteral("fe80::1").getAddress();
    Inet6Address scoped = Inet6Address.getByAddress("host.example", octets, 1);

    assertThat(new ExtendedAddress(scoped, 21).format()).isEqualTo("|2|fe80::1|21|");
    assertThat(new ExtendedAddress(scoped, 21).host().toString()).startsWith("/");
  }

  @Test
  void thePortOfA229ComesBack() throws Exception {
    assertThat(ExtendedAddress.formatPort(6446)).isEqualTo("(|||6446|)");
    for (int port : new int[] {1, 21, 6446, 65535}) {
      String text = "Entering Extended Passive Mode " + ExtendedAddress.formatPort(port);
      assertThat(ExtendedAddress.parsePort(text)).isEqualTo(port);
    }
    assertThat(ExtendedAddress.parsePort("ok (!!!21!).")).isEqualTo(21);
    assertThat(ExtendedAddress.parsePort("|||21|")).isEqualTo(21);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ok", "(|||0|)", "(|||65536|)", "(|||x|)", "(||21|)", "(|||123456|)", "5555"})
  void aReplyWithoutPortIsAnError(String text) {
    assertThatThrownBy(() -> ExtendedAddress.parsePort(text)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void garbageIsRefusedAndWhatIsReadComesBack() {
    Random random = Seed.random(ExtendedAddressTest.class);
    byte[] alphabet = "|||||12::.f%0[]-".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 200_000; i++) {
      String middle = new String(Seed.octets(random, alphabet, 14), StandardCharsets.US_ASCII);
      String text =
          switch (random.nextInt(3)) {
            case 0 -> "|2|" + middle + "|2121|";
            case 1 -> "|1|" + middle + "|2121|";
            default -> middle;
          };
      try {
        ExtendedAddress read = ExtendedAddress.parse(text);
        assertThat(ExtendedAddress.parse(read.format())).isEqualTo(read);
      } catch (CommandSyntaxException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }
}
