package io.ferryftp.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.command.DigestCommand.Checksum;
import io.ferryftp.protocol.command.DigestCommand.Checksum.Reading;
import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Arguments in which a name is not all.
class FileArgumentsTest {
  private static Checksum checksum(String argument) throws CommandSyntaxException {
    return Checksum.parse(DigestAlgorithm.MD5, argument);
  }

  private static Reading reading(String pathname, Portion portion) {
    return new Reading(pathname, Optional.of(portion));
  }

  @Test
  void numbersBehindANameMayBelongToIt() throws CommandSyntaxException {
    assertThat(checksum("a b").readings()).containsExactly(reading("a b", Portion.WHOLE));
    assertThat(checksum("a 5").readings())
        .containsExactly(reading("a 5", Portion.WHOLE), reading("a", Portion.from(5)));
    assertThat(checksum("a 1 2 3").readings())
        .containsExactly(
            reading("a 1 2 3", Portion.WHOLE),
            reading("a 1 2", Portion.from(3)),
            reading("a 1", Portion.of(2, 3)));
    assertThat(checksum("a 2 1").readings().getLast())
        .isEqualTo(new Reading("a", Optional.empty()));
    assertThat(checksum("a 1 x 2").readings()).hasSize(2);
    assertThat(checksum("7").readings()).containsExactly(reading("7", Portion.WHOLE));
    assertThat(checksum(" 7").readings()).containsExactly(reading(" 7", Portion.WHOLE));
    assertThat(checksum("a 99999999999999999999").readings()).hasSize(1);
  }

  @Test
  void aNameInQuotesIsTheWholeName() throws CommandSyntaxException {
    assertThat(checksum("\"a 1\"").readings()).containsExactly(reading("a 1", Portion.WHOLE));
    assertThat(checksum("\"a\"\" 1\" 0 9").readings())
        .containsExactly(reading("a\" 1", Portion.of(0, 9)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\"\"", "\"a", "\"a\"1", "\"a\" ", "\"a\" 1 2 3", "\"a\" -1"})
  void quotesThatMakeNoSenseAreRefused(String argument) {
    assertThatThrownBy(() -> checksum(argument)).isInstanceOf(CommandSyntaxException.class);
  }

  @Test
  void twoNamesComeBackAsTheyWere() throws CommandSyntaxException {
    for (String name : new String[] {"a", "a b", "\"", "a\"b", "\"a b\"", " ", "ä"}) {
      var names = new TwoNames(name, "x");
      assertThat(TwoNames.parse(names.format())).isEqualTo(names);
      var swapped = new TwoNames("x", name);
      assertThat(TwoNames.parse(swapped.format())).isEqualTo(swapped);
    }
    assertThat(TwoNames.parse("\"a b\" c")).isEqualTo(new TwoNames("a b", "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a ",
        " a",
        "a b c",
        "a b ",
        "\"a b\" c ",
        "\"a\"",
        "a \"b",
        "a \"b\" c",
        "a  b"
      })
  void notTwoNamesAreRefused(String argument) {
    assertThatThrownBy(() -> TwoNames.parse(argument)).isInstanceOf(CommandSyntaxException.class);
  }
}
