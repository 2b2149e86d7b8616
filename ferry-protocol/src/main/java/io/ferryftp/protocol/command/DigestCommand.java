package io.ferryftp.protocol.command;

import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commands that ask for a digest of a file: HASH of draft-bryan-ftpext-hash, and the older
/// habits XCRC, XMD5, XSHA1, XSHA256 and XSHA512.
public sealed interface DigestCommand extends Command {
  /// `HASH`: by the algorithm of `OPTS HASH`, of the piece that REST or RANG chose.
  record Hash(String pathname) implements DigestCommand {
    @Override
    public Verb verb() {
      return Verb.HASH;
    }

    @Override
    public String argument() {
      return pathname;
    }
  }

  /// `OPTS HASH`: what HASH uses from now on.
  ///
  /// @param algorithm empty for the question which it is
  record OptsHash(Optional<DigestAlgorithm> algorithm) implements DigestCommand {
    static OptsHash parse(String option) throws CommandSyntaxException {
      Optional<DigestAlgorithm> known = DigestAlgorithm.of(option);
      if (known.isEmpty() && !option.isEmpty()) {
        throw CommandSyntaxException.notImplemented("there is no such algorithm; see FEAT");
      }
      return new OptsHash(known);
    }

    @Override
    public Verb verb() {
      return Verb.OPTS;
    }

    @Override
    public String argument() {
      return algorithm.map(known -> "HASH " + known.word()).orElse("HASH");
    }
  }

  /// `XCRC` and its kin, whose range stands in the argument.
  ///
  /// Where the name ends is written plainly only if it is in quotes. Otherwise numbers behind a
  /// space may belong to it, and only storage knows: the readings are what it may mean.
  ///
  /// @param argument as sent
  /// @param readings what it may mean, longest name first: the first whose file there is counts,
  ///   else the last
  record Checksum(DigestAlgorithm algorithm, String argument, List<Reading> readings)
      implements DigestCommand {
    /// One of the things that an argument may mean.
    ///
    /// @param portion empty if the numbers run backwards
    public record Reading(String pathname, Optional<Portion> portion) {}

    public Checksum {
      readings = List.copyOf(readings);
    }

    static Checksum parse(DigestAlgorithm algorithm, String argument)
        throws CommandSyntaxException {
      if (!QuotedName.begins(argument)) {
        return new Checksum(algorithm, argument, unquoted(argument));
      }
      QuotedName quoted = QuotedName.read(argument);
      Optional<Portion> portion =
          quoted.rest().isEmpty() ? Optional.of(Portion.WHOLE) : portion(quoted.rest());
      if (portion.isEmpty()) {
        throw CommandSyntaxException.badArgument("the range runs backwards");
      }
      return new Checksum(algorithm, argument, List.of(new Reading(quoted.name(), portion)));
    }

    private static List<Reading> unquoted(String argument) {
      var readings = new ArrayList<Reading>();
      readings.add(new Reading(argument, Optional.of(Portion.WHOLE)));
      int space = argument.length();
      for (int numbers = 1; numbers <= 2; numbers++) {
        space = argument.lastIndexOf(' ', space - 1);
        if (space < 1) {
          break;
        }
        try {
          readings.add(
              new Reading(argument.substring(0, space), portion(argument.substring(space + 1))));
        } catch (CommandSyntaxException e) {
          break; // what is no number belongs to the name, and what stands before it too
        }
      }
      return readings;
    }

    /// `first` or `first last`; empty if they run backwards.
    private static Optional<Portion> portion(String numbers) throws CommandSyntaxException {
      int space = numbers.indexOf(' ');
      if (space < 0) {
        return Optional.of(Portion.from(Numbers.parse(numbers)));
      }
      long first = Numbers.parse(numbers.substring(0, space));
      long last = Numbers.parse(numbers.substring(space + 1));
      return first > last ? Optional.empty() : Optional.of(Portion.of(first, last));
    }

    @Override
    public Verb verb() {
      return switch (algorithm) {
        case CRC32 -> Verb.XCRC;
        case MD5 -> Verb.XMD5;
        case SHA_1 -> Verb.XSHA1;
        case SHA_256 -> Verb.XSHA256;
        case SHA_512 -> Verb.XSHA512;
      };
    }
  }
}
