package io.ferryftp.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Grammar;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.text.WireText;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Jazzer's targets for lines of the control connection and the arguments that have a grammar: what
/// was read is written the same, what cannot be read gets the reply that the RFCs say, and an
/// independent reading of numbers and addresses agrees.
///
/// `./check` runs the examples beside this class; [FuzzingTest] lets Jazzer look for more.
final class CommandFuzzTest {
  /// 521 is LPRT's (RFC 1639), 522 is EPRT's (RFC 2428).
  private static final Set<Integer> BAD_ARGUMENT = Set.of(501, 504, 521, 522);

  /// Finer times than milliseconds are read and not written.
  private static final Set<String> WITH_TIMES = Set.of("MFMT", "MFCT", "MFF", "MDTM");

  @FuzzTest
  void controlLine(byte[] octets) {
    String line = WireText.decode(octets);
    Command command = CommandCodec.parse(line);
    requireWrittenAgain(command);
    requireNothingShown(line);
    // The verb's letter case means nothing, but in the words that no row knows.
    int end = line.indexOf(' ') < 0 ? line.length() : line.indexOf(' ');
    String word = line.substring(0, end);
    if (word.chars().allMatch(c -> c < 0x80)) {
      String lower = word.toLowerCase(Locale.ROOT) + line.substring(end);
      assertThat(CommandCodec.parse(lower)).isEqualTo(command);
    }
  }

  /// What could be read can be written, unless it would become two lines.
  private static void requireWrittenAgain(Command command) {
    boolean said =
        !(command instanceof Command.Malformed)
            && !(command instanceof Command.Unknown)
            && !(command instanceof Command.Refused);
    if (said && command.argument().chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      String line = CommandCodec.format(command);
      Command again = CommandCodec.parse(line);
      assertThat(CommandCodec.format(again)).isEqualTo(line);
      if (!WITH_TIMES.contains(command.verb().name())) {
        assertThat(again).isEqualTo(command);
      }
    }
    if (command instanceof Command.Malformed malformed) {
      assertThat(BAD_ARGUMENT).contains(malformed.code().number());
    }
  }

  /// A log shows one line of it, and no password.
  private static void requireNothingShown(String line) {
    String masked = CommandCodec.masked(line);
    assertThat(masked).matches("\\P{Cntrl}*");
    for (Verb verb : List.of(Verb.PASS, Verb.ACCT)) {
      String secret = "x9" + line.replace(" ", "") + "9x";
      assertThat(CommandCodec.masked(verb + " " + secret)).isEqualTo(verb + " ***");
      assertThat(CommandCodec.parse(verb + " " + secret).toString()).doesNotContain(secret);
    }
  }

  @FuzzTest
  void portArgument(byte[] octets) {
    String argument = WireText.decode(octets);
    Command command = CommandCodec.parse("PORT " + argument);
    requireWrittenAgain(command);
    String[] words = argument.split(",", -1);
    boolean address = words.length == 6;
    for (String word : words) {
      address &= word.matches("[0-9]{1,3}") && Integer.parseInt(word) <= 255;
    }
    boolean port = address && Integer.parseInt(words[4]) + Integer.parseInt(words[5]) > 0;
    assertThat(command instanceof Command.Port).isEqualTo(port);
    if (command instanceof Command.Port(var told)) {
      assertThat(told.port())
          .isEqualTo(256 * Integer.parseInt(words[4]) + Integer.parseInt(words[5]));
      assertThat(told.host().getHostAddress().split("\\.", -1)[3])
          .isEqualTo("" + Integer.parseInt(words[3]));
    }
  }

  @FuzzTest
  void eprtArgument(byte[] octets) {
    String argument = WireText.decode(octets);
    Command command = CommandCodec.parse("EPRT " + argument);
    requireWrittenAgain(command);
    switch (command) {
      case Command.Eprt(var told) -> {
        char delimiter = argument.charAt(0);
        String[] words = argument.split(java.util.regex.Pattern.quote("" + delimiter), -1);
        assertThat(words).hasSize(5);
        assertThat(words[1]).isIn("1", "2");
        assertThat(told.port()).isEqualTo(Integer.parseInt(words[3])).isBetween(1, 65_535);
      }
      case Command.Malformed(var verb, var code, _) -> {
        assertThat(verb).isEqualTo(Verb.EPRT);
        assertThat(code.number()).isIn(501, 522);
      }
      default -> throw new AssertionError(command);
    }
  }

  @FuzzTest
  void lprtArgument(byte[] octets) {
    if (hasLanded(Verb.LPRT)) {
      Command command = CommandCodec.parse("LPRT " + WireText.decode(octets));
      assertThat(command.verb()).isEqualTo(Verb.LPRT);
      if (command instanceof Command.Malformed malformed) {
        assertThat(malformed.code().number()).isIn(501, 504, 521);
      } else {
        assertThat(command.argument()).matches("[0-9,]+");
        requireWrittenAgain(command);
      }
    }
  }

  @FuzzTest
  void restArgument(byte[] octets) {
    String argument = WireText.decode(octets);
    Command command = CommandCodec.parse("REST " + argument);
    requireWrittenAgain(command);
    assertThat(command instanceof Command.Rest).isEqualTo(isNumber(argument));
    if (command instanceof Command.Rest(long offset)) {
      assertThat(BigInteger.valueOf(offset)).isEqualTo(new BigInteger(argument));
    }
  }

  @FuzzTest
  void rangArgument(byte[] octets) {
    String argument = WireText.decode(octets);
    Command command = CommandCodec.parse("RANG " + argument);
    if (hasLanded(Verb.RANG)) {
      String[] bounds = argument.split(" ", -1);
      boolean numbers = bounds.length == 2 && isNumber(bounds[0]) && isNumber(bounds[1]);
      boolean order =
          numbers && new BigInteger(bounds[0]).compareTo(new BigInteger(bounds[1])) <= 0;
      boolean clears = numbers && argument.matches("0*1 0+");
      assertThat(command instanceof Command.Malformed).isEqualTo(!order && !clears);
      requireWrittenAgain(command);
    } else {
      assertThat(command).isInstanceOfAny(Command.Refused.class, Command.Malformed.class);
    }
  }

  /// Digits of ASCII that write less than 2^63, at most as many as that has.
  private static boolean isNumber(String text) {
    return text.matches("[0-9]{1,19}") && new BigInteger(text).bitLength() < 64;
  }

  @FuzzTest
  void options(byte[] octets) {
    String argument = WireText.decode(octets);
    Command command = CommandCodec.parse("OPTS " + argument);
    assertThat(command.verb()).isEqualTo(Verb.OPTS);
    requireWrittenAgain(command);
    if (command instanceof Command.OptsMlst(var facts)) {
      assertThat(argument).matches("(?is)MLST( .*)?");
      assertThat(facts).doesNotHaveDuplicates().isSorted();
      for (var fact : facts) {
        assertThat(argument.toLowerCase(Locale.ROOT))
            .contains(fact.word().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static boolean hasLanded(Verb verb) {
    return verb.grammar().landing() == Grammar.Landing.LANDED;
  }
}
