package io.ferryftp.protocol.command;

import static io.ferryftp.protocol.command.ListOption.ALL;
import static io.ferryftp.protocol.command.ListOption.LONG;
import static io.ferryftp.protocol.command.ListOption.ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.Seed;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ListArgumentTest {
  @Test
  void optionsComeFirst() {
    assertParsed("", Set.of(), "");
    assertParsed("-l", Set.of(LONG), "");
    assertParsed("-la ", Set.of(LONG, ALL), "");
    assertParsed("-l -a dir", Set.of(LONG, ALL), "dir");
    assertParsed("-1 a -l", Set.of(ONE), "a -l");
    assertParsed("-zq -l", Set.of(LONG), "");
  }

  @Test
  void thePathnameKeepsItsSpaces() {
    assertParsed("-l  a b ", Set.of(LONG), " a b ");
    assertParsed(" -l", Set.of(), " -l");
  }

  @Test
  void aPathnameMayBeginWithADash() {
    assertParsed("-", Set.of(), "-");
    assertParsed("- -l", Set.of(), "- -l");
    assertParsed("--", Set.of(), "");
    assertParsed("-- -l", Set.of(), "-l");
    assertParsed("-a -- --", Set.of(ALL), "--");
  }

  @Test
  void parseIsTheInverseOfFormat() {
    Random random = Seed.random(ListArgumentTest.class);
    byte[] alphabet = "-- al1Rt.".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < 100_000; i++) {
      Set<ListOption> options = new HashSet<>();
      for (ListOption option : ListOption.values()) {
        if (random.nextInt(3) == 0) {
          options.add(option);
        }
      }
      String pathname = new String(Seed.octets(random, alphabet, 6), StandardCharsets.US_ASCII);
      var argument = new ListArgument(options, pathname);

      assertThat(ListArgument.parse(argument.format())).isEqualTo(argument);
    }
  }

  private static void assertParsed(String text, Set<ListOption> options, String pathname) {
    assertThat(ListArgument.parse(text)).isEqualTo(new ListArgument(options, pathname));
  }
}
