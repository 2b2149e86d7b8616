package io.ferryftp.protocol.command;

import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.reply.CommandSyntaxException;

/// What later documents than RFC 959 let a client ask about how data travel.
public sealed interface CodingCommand extends Command {
  /// RANG: the next transfer is about a piece of its file (draft-bryan-ftp-range).
  ///
  /// @param portion with a last octet, or [Portion#WHOLE], which `RANG 1 0` says
  record Rang(Portion portion) implements CodingCommand {
    private static final String WHOLE = "1 0";

    public Rang {
      if (portion.last().isEmpty() && !portion.isWhole()) {
        throw new IllegalArgumentException("RANG has a last octet");
      }
    }

    static Rang parse(String argument) throws CommandSyntaxException {
      int space = argument.indexOf(' ');
      if (space < 0) {
        throw CommandSyntaxException.badArgument("RANG needs the first octet and the last");
      }
      long first = Numbers.parse(argument.substring(0, space));
      long last = Numbers.parse(argument.substring(space + 1));
      if (first == 1 && last == 0) {
        return new Rang(Portion.WHOLE);
      }
      if (first > last) {
        throw CommandSyntaxException.badArgument("the last octet comes before the first");
      }
      return new Rang(Portion.of(first, last));
    }

    @Override
    public Verb verb() {
      return Verb.RANG;
    }

    @Override
    public String argument() {
      return portion.isWhole() ? WHOLE : portion.first() + " " + portion.last().getAsLong();
    }
  }

  /// `OPTS MODE Z LEVEL`: how hard the server compresses.
  record OptsDeflate(DeflateMode.Level level) implements CodingCommand {
    private static final String BEFORE_LEVEL = "Z LEVEL ";

    /// Of what stands behind `MODE`.
    static OptsDeflate parse(String option) throws CommandSyntaxException {
      if (!option.regionMatches(true, 0, BEFORE_LEVEL, 0, BEFORE_LEVEL.length())) {
        throw CommandSyntaxException.badArgument("the option is MODE Z LEVEL and a number");
      }
      return new OptsDeflate(DeflateMode.Level.parse(option.substring(BEFORE_LEVEL.length())));
    }

    @Override
    public Verb verb() {
      return Verb.OPTS;
    }

    @Override
    public String argument() {
      return "MODE " + BEFORE_LEVEL + level.number();
    }
  }
}
