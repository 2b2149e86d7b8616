package io.ferryftp.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.text.WireText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCodecTest {
  @ParameterizedTest
  @ValueSource(strings = {"NOOP", "noop", "NoOp", "nOOP", "NOOP ", "NOOP    "})
  void aVerbMayBeInAnyLetterCase(String line) {
    assertThat(CommandCodec.parse(line)).isEqualTo(new Command.Noop());
  }

  @ParameterizedTest
  @CsvSource({
    "XCWD a,CWD",
    "xcup,CDUP",
    "XPWD,PWD",
    "XMKD a,MKD",
    "XRMD a,RMD",
  })
  void oldWordsAreTheSameVerb(String line, Verb verb) {
    assertThat(CommandCodec.parse(line).verb()).isEqualTo(verb);
    assertThat(CommandCodec.parse(line)).isNotInstanceOf(Command.Malformed.class);
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void verbsAreReadUnderAnyLocale(Verb verb) {
    Locale before = Locale.getDefault();
    try {
      for (String tag : List.of("tr-TR", "az-AZ", "lt-LT", "ar-EG-u-nu-arab")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        if (verb != Verb.UNKNOWN) {
          assertThat(Verb.of(verb.name().toLowerCase(Locale.ROOT))).contains(verb);
        }
        assertThat(CommandCodec.parse("opts mlst size;modify;unix.mode;"))
            .isEqualTo(new Command.OptsMlst(List.of(Fact.SIZE, Fact.MODIFY, Fact.UNIX_MODE)));
        assertThat(CommandCodec.format(new Command.Rest(1234567))).isEqualTo("REST 1234567");
        assertThat(CommandCodec.parse("type i")).isEqualTo(CommandCodec.parse("TYPE I"));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "XYZZ",
        "XYZ",
        "XYZZY",
        "UNKNOWN",
        "\u0000NOOP",
        "NOOP\r",
        "\tNOOP",
        "GET / HTTP/1.1",
        "SSH-2.0-x",
        "EHLO",
        "\u017Fize f",
        "l\u0131st",
        "QU\uFB01T",
        "NOOP\t",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatNoRowKnowsIsUnknown(String line) {
    assertThat(CommandCodec.parse(line)).isInstanceOf(Command.Unknown.class);
    assertThat(CommandCodec.parse(line).verb()).isEqualTo(Verb.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RETR",
        "RETR ",
        "RETR a\u0000b",
        "USER",
        "USER ",
        "TYPE",
        "TYPE ",
        "STRU",
        "MODE",
        "MKD",
        "NOOP x",
        "FEAT x",
        "QUIT now",
        "PASV 1",
        "REST",
        "REST -1",
        "REST +5",
        "REST 1e3",
        "REST ",
        "REST 9223372036854775808",
        "REST 18446744073709551615",
        "REST 99999999999999999999999999999999999999",
        "REST 0x10",
        "REST  1",
        "REST 1 ",
        "REST \u0661",
        "ALLO x",
        "ALLO 1 R",
        "ALLO 1 R x",
        "ALLO 1R2",
        "MFMT 20261340000000 f",
        "MFMT 20260101000000",
        "MFMT 20260101000000 ",
        "MFMT f",
        "OPTS",
        "OPTS NOSUCH",
        "OPTS UTF8 MAYBE",
        "OPTS MLST type; size;",
        "EPSV x",
        "EPSV -1",
        "EPSV 1 ",
        "TYPE L",
        "TYPE L x",
        "TYPE A X",
        "TYPE I N",
        "TYPE E X",
        "RANG",
        "RANG 1",
        "RANG 2 1",
        "RANG 1  0",
        "RANG 1 0 ",
        "RANG -1 5",
        "RANG 0 9223372036854775808",
        "OPTS MODE",
        "OPTS MODE Z",
        "OPTS MODE Z LEVEL",
        "OPTS MODE Z LEVEL 10",
        "OPTS MODE Z LEVEL -1",
        "OPTS MODE B LEVEL 1"
      })
  void whatIsNotWellFormedIs501(String line) {
    assertThat(CommandCodec.parse(line))
        .isInstanceOfSatisfying(
            Command.Malformed.class,
            malformed -> assertThat(malformed.code()).isEqualTo(ReplyCode.BAD_ARGUMENT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TYPE L 7", "TYPE L 36", "TYPE X", "STRU P", "STRU X", "MODE X", "MODE \u017F"})
  void whatIsWellFormedAndNotSpokenHereIs504(String line) {
    assertThat(CommandCodec.parse(line))
        .isInstanceOfSatisfying(
            Command.Malformed.class,
            malformed ->
                assertThat(malformed.code()).isEqualTo(ReplyCode.PARAMETER_NOT_IMPLEMENTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EPSV 3", "EPSV 0", "EPSV 99", "EPRT |3|x|1025|", "EPRT |0|::1|1025|"})
  void anotherFamilyIs522AndNamesThoseThatAreSpoken(String line) {
    assertThat(CommandCodec.parse(line))
        .isInstanceOfSatisfying(
            Command.Malformed.class,
            malformed -> {
              assertThat(malformed.code()).isEqualTo(ReplyCode.NETWORK_PROTOCOL_NOT_SUPPORTED);
              assertThat(malformed.reason()).endsWith("(1,2)");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "REST 007,REST 7",
    "REST 0000000000000000000,REST 0",
    "REST 9223372036854775807,REST 9223372036854775807",
    "epsv all,EPSV ALL",
    "type a n,TYPE A",
    "TYPE A T,TYPE A",
    "type e c,TYPE E",
    "stru r,STRU R",
    "mode z,MODE Z",
    "opts mode z level 9,OPTS MODE Z LEVEL 9",
    "RANG 007 9,RANG 7 9",
    "TYPE L 8,TYPE I",
    "opts utf-8 on,OPTS UTF8 ON",
    "OPTS UTF-8,OPTS UTF8 ON",
    "OPTS UTF8,OPTS UTF8 ON",
    "OPTS UTF8 NLST,OPTS UTF8 ON",
    "OPTS MLST UNIX.mode;nosuch;size,OPTS MLST Size;UNIX.mode;",
    "OPTS MLST,'OPTS MLST '",
    "LIST -lx -a  b,LIST -al  b",
    "LIST -- -l,LIST -- -l",
    "LIST -,LIST -- -",
  })
  void toleratedFormsMeanTheStrictOne(String tolerated, String strict) {
    assertThat(CommandCodec.format(CommandCodec.parse(tolerated))).isEqualTo(strict);
  }

  @Test
  void secretsAreMaskedAndSoIsWhatMightBeOne() {
    assertThat(CommandCodec.masked("PASS hunter2")).isEqualTo("PASS ***");
    assertThat(CommandCodec.masked("pass hunter2")).isEqualTo("pass ***");
    assertThat(CommandCodec.masked("ACCT 42")).isEqualTo("ACCT ***");
    assertThat(CommandCodec.masked("PSAS hunter2")).isEqualTo("PSAS ***");
    assertThat(CommandCodec.masked("PASSS hunter2")).isEqualTo("***");
    assertThat(CommandCodec.masked("PASS\thunter2")).isEqualTo("***");
    assertThat(CommandCodec.masked("PASS:hunter2")).isEqualTo("***");
    assertThat(CommandCodec.masked("PASShunter2")).isEqualTo("***");
    assertThat(CommandCodec.masked("hunter2")).isEqualTo("***");
    assertThat(CommandCodec.masked("XCRC")).isEqualTo("XCRC");
    assertThat(CommandCodec.masked("")).isEmpty();
    assertThat(CommandCodec.masked("RETR a\nb")).isEqualTo("RETR a\\x0Ab");
    assertThat(CommandCodec.parse("PASS hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void optionsAreCheap() {
    String dots = "LIST -" + ".".repeat(4096);
    String words = "LIST " + "-l ".repeat(1300);
    for (int i = 0; i < 1000; i++) {
      assertThat(CommandCodec.parse(dots)).isEqualTo(new Command.ListFiles(ListArgument.NONE));
      assertThat(CommandCodec.parse(words).argument()).isEqualTo("-l");
    }
  }

  @Test
  void noLineEverThrowsAndNoReasonRepeatsIt() {
    Random random = Seed.random(CommandCodecTest.class);
    byte[] alphabet = "0123456789 ,.|:;-%<>ALRUTF8\0\r\t\u00e9".getBytes(StandardCharsets.UTF_8);
    Verb[] verbs = Verb.values();
    for (int i = 0; i < 200_000; i++) {
      byte[] argument = Seed.octets(random, alphabet, 24);
      String line = verbs[random.nextInt(verbs.length)] + " <m>" + WireText.decode(argument);
      check(CommandCodec.parse(line));
      check(CommandCodec.parse(line.replace("<m>", "")));
      check(CommandCodec.parse(WireText.decode(argument)));
    }
  }

  private static void check(Command command) {
    switch (command) {
      case Command.Malformed malformed ->
          assertThat(malformed.reason()).isNotEmpty().doesNotContain("<m>");
      case Command.Unknown unknown -> assertThat(unknown.reason()).doesNotContain("<m>");
      default -> {
        if (command.argument().indexOf('\r') < 0 && command.argument().indexOf('\0') < 0) {
          assertThat(CommandCodec.parse(CommandCodec.format(command))).isEqualTo(command);
        }
      }
    }
  }
}
