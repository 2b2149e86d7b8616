package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FtpUrlTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // RFC 1738 §3.2.2
        "ftp://myname@host.dom/%2Fetc/motd     | /etc/motd     | false",
        "ftp://myname@host.dom/etc/motd        | etc/motd      | false",
        "ftp://host                            | ''            | true",
        "ftp://host/                           | ''            | true",
        "ftp://host/a%3Bb;type=a               | a;b           | false",
        "ftp://host/pub/                       | pub           | true",
        "ftp://host/%2F                        | /             | true",
        "ftp://host/%2f/etc/                   | /etc          | true",
        "ftp://host//etc//motd                 | etc/motd      | false",
        "ftp://host/a%20b%25                   | a b%          | false",
        "ftp://host/a b?c#d                    | a b?c#d       | false",
        "ftp://host/%C3%A4                     | ä             | false",
        "ftp://host/ä                          | ä             | false",
        "ftp://host/../x                       | ../x          | false",
      })
  void pathsAreDecoded(String text, String pathname, boolean directory) throws Exception {
    FtpUrl url = FtpUrl.parse(text);
    assertThat(url.pathname()).isEqualTo(pathname);
    assertThat(url.isDirectory()).isEqualTo(directory);
  }

  @Test
  void allPartsAreRead() throws Exception {
    FtpUrl url = FtpUrl.parse("FTP://an%40na:p%3Aa%2F%40ss@Example.ORG:2121/a/b.txt;TYPE=I");
    assertThat(url.host()).isEqualTo("example.org");
    assertThat(url.port()).isEqualTo(2121);
    assertThat(url.user()).contains("an@na");
    assertThat(url.password()).contains(Secret.of("p:a/@ss"));
    assertThat(url.path()).isEqualTo("a/b.txt");
    assertThat(url.name()).contains("b.txt");
    assertThat(url.type()).contains(FtpUrl.Type.IMAGE);
    assertThat(url.toString()).isEqualTo("ftp://an%40na@example.org:2121/a/b.txt;type=i");
  }

  @Test
  void aPasswordMayHoldWhatIsNotEscaped() throws Exception {
    FtpUrl url = FtpUrl.parse("ftp://anna:a:b@c@host/");
    assertThat(url.user()).contains("anna");
    assertThat(url.password()).contains(Secret.of("a:b@c"));
    assertThat(FtpUrl.parse("ftp://anna:@host/").password()).contains(Secret.of(""));
    assertThat(FtpUrl.parse("ftp://anna@host/").password()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://[::1]/, ::1, 21",
    "ftp://[2001:DB8::7]:2121/a, 2001:db8::7, 2121",
    "ftp://[fe80::1%eth0]/, fe80::1%eth0, 21",
    "ftp://192.0.2.7:/, 192.0.2.7, 21",
    "ftp://h:65535, h, 65535",
  })
  void hostsAndPorts(String text, String host, int port) throws Exception {
    assertThat(FtpUrl.parse(text).host()).isEqualTo(host);
    assertThat(FtpUrl.parse(text).port()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://h/, FTP, 21",
    "FTPES://h/, FTPES, 21",
    "ftps://h/, FTPS, 990",
    "ftps://h:/, FTPS, 990",
    "Ftps://h:2121/, FTPS, 2121",
  })
  void theSchemeSaysThePort(String text, FtpUrl.Scheme scheme, int port) throws Exception {
    assertThat(FtpUrl.parse(text).scheme()).isEqualTo(scheme);
    assertThat(FtpUrl.parse(text).port()).isEqualTo(port);
    assertThat(FtpUrl.parse(text).resolve("a").scheme()).isEqualTo(scheme);
  }

  private static FtpUrl url(String user) {
    return new FtpUrl(
        FtpUrl.Scheme.FTP, "h", 21, Optional.of(user), Optional.empty(), "", Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/",
        "ftp://host/a",
        "ftp://host/a/",
        "ftp://host/%2F",
        "ftp://host/%2Fa/b",
        "ftp://us%2Fer%3A%40@host:2121/a%3Btype=a;type=i",
        "ftps://host/a",
        "ftps://host:21/a",
        "ftpes://anna@host/",
        "ftpes://host:990/",
        "ftp://[::1]:2121/%FF%C3%A4%C3;type=d",
        "ftp://host/a%20b%3Fc%23d%25e!$&'()*+,=-._~",
      })
  void textAndUrlAreInverse(String text) throws Exception {
    FtpUrl url = FtpUrl.parse(text);
    assertThat(url.toString()).isEqualTo(text);
    assertThat(FtpUrl.parse(url.toString())).isEqualTo(url);
  }

  @Test
  void everyOctetOfANameComesBack() throws Exception {
    for (int octet = 1; octet < 256; octet++) {
      if (octet == '\r' || octet == '\n' || octet == '/') {
        continue;
      }
      String name = WireText.decode(new byte[] {'a', (byte) octet});
      FtpUrl url = FtpUrl.parse("ftp://host/pub/").resolve(name);
      assertThat(FtpUrl.parse(url.toString())).isEqualTo(url);
      assertThat(url.name()).contains(name);
      var user = url(name);
      assertThat(FtpUrl.parse(user.toString())).isEqualTo(user);
    }
  }

  @Test
  void childrenAreResolved() throws Exception {
    assertThat(FtpUrl.parse("ftp://h").resolve("a")).hasToString("ftp://h/a");
    assertThat(FtpUrl.parse("ftp://h/d").resolve("a")).hasToString("ftp://h/d/a");
    assertThat(FtpUrl.parse("ftp://h/%2F").resolve("a;b")).hasToString("ftp://h/%2Fa%3Bb");
    FtpUrl url = FtpUrl.parse("ftp://h/d/");
    assertThatThrownBy(() -> url.resolve("a/b")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> url.resolve("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> url.resolve("a\nb")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "host/path               | 'host/path' is no URL; it begins with ftp://, as in ftp://host",
        "``                      | '' is no URL",
        "http://host/            | http://host/: Ferry speaks ftp://, ftpes:// and ftps:// alone",
        "sftp://host/            | sftp://host/: Ferry speaks ftp://, ftpes:// and ftps:// alone",
        "ftps://host:0/          | ftps://host:0/: the port is not a number from 1 to 65535",
        "ftp:///a                | ftp:///a: no host",
        "ftp://@host/            | ftp://@host/: no user in front of the '@'",
        "ftp://host:0/           | ftp://host:0/: the port is not a number from 1 to 65535",
        "ftp://anna@host:99999/  | ftp://anna@host:99999/: the port is not a number",
        "ftp://[::1/             | between '[' and ']' is no IPv6 address",
        "ftp://[x]/              | ftp://[x]/: between '[' and ']' is no IPv6 address",
        "ftp://hö/               | ftp://hö/: the host is no name",
        "ftp://h/a%0Db           | ftp://h/a%0Db: %00, %0D or %0A in the path",
        "ftp://h/%0a             | ftp://h/%0a: %00, %0D or %0A in the path",
        "ftp://h/%00             | ftp://h/%00: %00, %0D or %0A in the path",
        "ftp://a%0Ab@h/          | ftp://a%0Ab@h/: %00, %0D or %0A in the user",
        "ftp://h/a%2             | ftp://h/a%2: a '%' in the path without two",
        "ftp://h/100%            | ftp://h/100%: a '%' in the path without two",
        "ftp://h/a;type=x        | ftp://h/a;type=x: behind ;type= stands a, i or d",
      })
  void whatIsNoUrlIsRefusedInOneLine(String text, String sentence) {
    assertThatThrownBy(() -> FtpUrl.parse(text))
        .isInstanceOf(FtpUrlSyntaxException.class)
        .message()
        .contains(sentence)
        .doesNotContain("\n");
  }

  @Test
  void controlCharactersAreRefusedAndNotRepeated() {
    assertThatThrownBy(() -> FtpUrl.parse("ftp://h/a\r\nDELE b"))
        .isInstanceOf(FtpUrlSyntaxException.class)
        .message()
        .startsWith("ftp://h/a\\x0D\\x0ADELE b: a control character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://anna:geheim@host:x/",
        "ftp://anna:ge/geheim@host/",
        "ftp://anna:geheim/",
        "ftp://anna:geheim",
        "anna:geheim@host/a",
        "https://anna:geheim@host/",
        "ftps://anna:geheim@host:x/",
        "ftp://anna:geheim@@[x/",
        "ftp://anna:ge%0Dgeheim@host/",
        "ftp://anna:ge%geheim@host/",
        "ftp://anna:1@geheim@host/%zz",
      })
  void noComplaintRepeatsAPassword(String text) {
    assertThatThrownBy(() -> FtpUrl.parse(text))
        .isInstanceOf(FtpUrlSyntaxException.class)
        .message()
        .contains("***")
        .doesNotContain("geheim");
  }

  @Test
  void theUrlItselfShowsNoPassword() throws Exception {
    assertThat(FtpUrl.parse("ftp://anna:geheim@host/a")).hasToString("ftp://anna@host/a");
  }
}
