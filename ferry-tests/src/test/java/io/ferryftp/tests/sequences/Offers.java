package io.ferryftp.tests.sequences;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Grammar;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.tests.harness.ControlClient;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What the server at hand can do: what has landed is foreseen, and all else refused.
final class Offers {
  private static final List<String> PARAMETERS =
      List.of("TYPE A T", "TYPE E", "STRU R", "MODE B", "MODE C", "MODE Z", "OPTS UTF8 OFF");

  /// Not to be seen in the argument alone.
  private static final String TIME_SETTER = "MDTM setter";

  private Offers() {}

  /// @param client logged in, with a file `a`
  static Set<String> of(ControlClient client) throws IOException {
    var offers = new HashSet<String>();
    for (Verb verb : Verb.values()) {
      if (verb.grammar().landing() == Grammar.Landing.LANDED && verb != Verb.UNKNOWN) {
        offers.add(verb.name());
      }
    }
    for (String line : PARAMETERS) {
      if (!(CommandCodec.parse(line) instanceof Command.Malformed)) {
        offers.add(line);
      }
    }
    if (client.ask("MDTM 20200102030405 a").code() == 213) {
      offers.add(TIME_SETTER);
    }
    return Set.copyOf(offers);
  }
}
