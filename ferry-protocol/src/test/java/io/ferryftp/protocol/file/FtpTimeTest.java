package io.ferryftp.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FtpTimeTest {
  @ParameterizedTest
  @CsvSource({
    // RFC 3659 §2.3 and §3.1
    "19980615100045.014,1998-06-15T10:00:45.014Z",
    "19990929003355.237,1999-09-29T00:33:55.237Z",
    "20260228235959,2026-02-28T23:59:59Z",
    "20240229000000,2024-02-29T00:00:00Z",
    "00010101000000,0001-01-01T00:00:00Z",
    "99991231235959,9999-12-31T23:59:59Z",
  })
  void readsAndWritesTheSameInstant(String text, Instant instant) throws Exception {
    assertThat(FtpTime.parse(text)).isEqualTo(instant);
    assertThat(FtpTime.format(instant)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "20161231235960,2016-12-31T23:59:59Z",
    "20260101000000.5,2026-01-01T00:00:00.5Z",
    "20260101000000.000000001,2026-01-01T00:00:00.000000001Z",
    "20260101000000.123456789999,2026-01-01T00:00:00.123456789Z",
  })
  void toleratesOtherForms(String text, Instant instant) throws Exception {
    assertThat(FtpTime.parse(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026010100000",
        "202601010000000",
        "20261340000000",
        "20260230000000",
        "20230229000000",
        "20260100000000",
        "20260001000000",
        "20260101240000",
        "20260101006000",
        "20260101000061",
        "00000101000000",
        "20260101000000.",
        "20260101000000,5",
        "20260101000000.x",
        "20260101000000.1234567890123456789",
        "-0260101000000",
        "+0260101000000",
        "2026-01-01T00:00",
        " 20260101000000",
        "20260101000000 ",
        "2026010100000\u0661"
      })
  void whatIsNoTimeIs501(String text) {
    assertThatThrownBy(() -> FtpTime.parse(text))
        .isInstanceOfSatisfying(
            CommandSyntaxException.class,
            e -> assertThat(e.code()).isEqualTo(ReplyCode.BAD_ARGUMENT));
  }

  @Test
  void anInstantThatFourDigitsCannotShowBecomesTheNearest() {
    assertThat(FtpTime.format(Instant.MAX)).isEqualTo("99991231235959");
    assertThat(FtpTime.format(Instant.MIN)).isEqualTo("00010101000000");
    assertThat(FtpTime.format(Instant.parse("9999-12-31T23:59:59.999999999Z")))
        .isEqualTo("99991231235959");
  }

  @Test
  void everyMillisecondComesBackAndGarbageIsRefused() throws Exception {
    Random random = Seed.random(FtpTimeTest.class);
    byte[] alphabet = "0012..9".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 100_000; i++) {
      Instant instant =
          Instant.ofEpochMilli(random.nextLong(-62_135_596_800_000L, 253_402_300_799_001L));
      assertThat(FtpTime.parse(FtpTime.format(instant))).isEqualTo(instant);
      String text = new String(Seed.octets(random, alphabet, 20), StandardCharsets.US_ASCII);
      try {
        Instant read = FtpTime.parse(text);
        assertThat(text).startsWith(FtpTime.format(read).substring(0, 12));
      } catch (CommandSyntaxException e) {
        assertThat(e.reason()).isNotEmpty();
      }
    }
  }
}
