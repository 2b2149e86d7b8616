package io.ferryftp.protocol.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "ftp.example.com,ftp.example.com",
    "FTP.Example.COM,ftp.example.com",
    "xn--e1afmkfd.com,xn--e1afmkfd.com",
    "localhost,localhost",
    "3com.example,3com.example",
    "192.0.2.1,192.0.2.1",
    "[2001:db8::c000:201],2001:db8::c000:201",
    "[2001:DB8::C000:201],2001:db8::c000:201",
    "[::192.0.2.1],::192.0.2.1",
  })
  void readsWhatRfc7151Shows(String argument, String text) throws Exception {
    assertThat(HostName.parse(argument)).isEqualTo(new HostName(text));
    assertThat(HostName.parse(new HostName(text).format())).isEqualTo(new HostName(text));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "192.0.2.1:2112",
        "[2001:db8::c000:201]:2112",
        "ftp.example.com:21",
        "2001:db8::1",
        "[ftp.example.com]",
        "[192.0.2.1]",
        "[]",
        "[::1",
        "[fe80::1%eth0]",
        "192.0.2",
        "192.0.2.256",
        "1",
        "a..b",
        ".a",
        "a.",
        "-a",
        "a-",
        "a b",
        "a\0b",
        "host\u212A",
        "*.example.com",
        "ftp://a"
      })
  void anythingElseIsNotWellFormed(String argument) {
    assertThatThrownBy(() -> HostName.parse(argument))
        .isInstanceOfSatisfying(
            CommandSyntaxException.class,
            e -> assertThat(e.code()).isEqualTo(ReplyCode.BAD_ARGUMENT));
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 4000})
  void namesHaveTheLengthsOfTheDns(int letters) {
    assertThatThrownBy(() -> HostName.parse("a".repeat(letters)))
        .isInstanceOf(CommandSyntaxException.class);
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1,127.0.0.1", "[::1],0:0:0:0:0:0:0:1"})
  void anAddressIsOne(String argument, String address) throws Exception {
    assertThat(HostName.parse(argument).literal()).contains(InetAddress.ofLiteral(address));
  }
}
