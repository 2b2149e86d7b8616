package io.ferryftp.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptTest {
  @Test
  void aTextWithEverythingIsWrittenAsItWasRead() {
    String text =
        """
        # a comment

        S> 220-wel\\xFFcome\\r
        S> 220
        C> USER {any}
        C> PASS {any:a\\}b}
        C? FEAT
        S> 211 {port} {address} {hostport}
        !> wrong address 10.0.0.1
        S> 227 ({hostport})
        C> RETR \\{é\\t\\\\
        !> drip data 3 every 20 ms
        !> cut data after 7
        D> {octets 70000}\\
        D> {3 times ab\\r\\n}x
        D>
        D> \\
        *> TYPE {any}
        S> 200 yes\\x20
        """;

    Transcript read = Transcript.parse(text);

    assertThat(read.format()).isEqualTo(text);
    assertThat(Transcript.parse(read.format())).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cut data after 0",
        "reset data after 5",
        "stall data after 9999999999",
        "drip data 1 every 20 ms",
        "late data 100 ms",
        "hold data",
        "offer data",
        "refuse data",
        "hang data",
        "wrong address 10.0.0.1",
        "stranger from 127.0.0.2",
        "pause 50 ms",
        "stall control",
        "drip control 2 every 10 ms",
        "close control",
        "reset control",
        "tls",
        "offer tls",
        "clear handshake",
        "tls version 1.2",
        "certificate for another host",
        "data tls",
        "data clear",
        "cut handshake",
        "refuse resumption",
        "demand resumption",
        "no close_notify",
        "octets behind close_notify"
      })
  void aMishapIsWrittenAsItWasRead(String text) {
    assertThat(Mishap.parse(text).format()).isEqualTo(text);
  }

  @Test
  void theTableNamesEveryMishap() {
    assertThat(MishapForm.ALL).hasSize(11);
    assertThat(Mishap.Plain.values()).hasSize(7);
    assertThat(Mishap.Protection.values()).hasSize(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          X> what            | a line begins with
          S>no blank         | a blank stands behind S>
          S> {what}          | no placeholder {what}
          S> {any            | not closed
          S> \\q             | no escape \\q
          S> \\x4            | two hexadecimal digits
          !> fall over       | no mishap
          !> cut data after  | no mishap
          !> drip data 0 every 5 ms | no mishap
          !> stranger from localhost | localhost
          """)
  void aLineThatCannotBeReadIsNamed(String line, String reason) {
    assertThatThrownBy(() -> Transcript.parse("S> 220 ready\n\n" + line))
        .isInstanceOf(TranscriptSyntaxException.class)
        .hasMessageStartingWith("line 3: ")
        .hasMessageContaining(reason)
        .extracting(e -> ((TranscriptSyntaxException) e).line())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          USER {any}               | USER ferry                | true
          USER {any}               | user ferry                | false
          PASS {any}x              | PASS ferryx               | true
          PORT {hostport}          | PORT 127,0,0,1,200,10     | true
          PORT {hostport}          | PORT 127,0,0,1,200        | false
          EPSV {port}              | EPSV 4711                 | true
          RETR a.b                 | RETR axb                  | false
          {3 times ab}             | ababab                    | true
          """)
  void aTemplateIsMatchedByTheLinesThatItMeans(String template, String line, boolean meant) {
    assertThat(Template.parse(template).matches(line)).isEqualTo(meant);
  }

  @Test
  void whatIsSentIsFilledIn() throws Exception {
    var listener = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 51_209);
    Template text = Template.parse("({hostport}) (|||{port}|) {address} {any} {any:é}\\");

    byte[] octets = text.stream(listener).readAllBytes();

    assertThat(octets)
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("(127,0,0,1,200,9) (|||51209|) 127.0.0.1 any é");
  }

  @Test
  void thePatternIsTheSameInOnePieceAndInMany() throws Exception {
    byte[] whole = PatternOctets.array(200_000);
    var pieces = new ByteArrayOutputStream();
    try (var stream = PatternOctets.stream(200_000)) {
      while (pieces.size() < 200_000) {
        pieces.writeBytes(stream.readNBytes(999));
      }
      assertThat(stream.read()).isNegative();
    }
    assertThat(pieces.toByteArray()).isEqualTo(whole);
    assertThat(new String(whole, StandardCharsets.ISO_8859_1).chars().distinct().count())
        .isEqualTo(256);
  }

  @Test
  void aPatternOfAnyLengthIsNotHeld() throws Exception {
    try (var stream = Template.parse("{octets 999999999999999999}").stream(here())) {
      assertThat(stream.skip(1_000_000)).isPositive();
    }
  }

  private static InetSocketAddress here() {
    return new InetSocketAddress(0);
  }
}
