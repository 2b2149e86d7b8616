package io.ferryftp.protocol.command;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The commands that change facts of a file, beyond MFMT, and the one that asks for room
/// (draft-somers-ftp-mfxx, draft-peterson-streamlined-ftp-command-extensions).
public sealed interface FactsCommand extends Command {
  /// `MFCT`: when a file was made.
  record Mfct(Instant time, String pathname) implements FactsCommand {
    static Mfct parse(String argument) throws CommandSyntaxException {
      TimedName timed = TimedName.parse(argument);
      return new Mfct(timed.time(), timed.pathname());
    }

    @Override
    public Verb verb() {
      return Verb.MFCT;
    }

    @Override
    public String argument() {
      return new TimedName(time, pathname).format();
    }
  }

  /// `MFF`: several facts at once; at least one is there.
  ///
  /// @param modified the fact Modify
  /// @param created the fact Create
  /// @param mode the fact UNIX.mode, `0` to `0777`: no set-uid, set-gid or sticky bit
  record Mff(
      Optional<Instant> modified, Optional<Instant> created, OptionalInt mode, String pathname)
      implements FactsCommand {
    private static final Set<Fact> SETTABLE = EnumSet.of(Fact.MODIFY, Fact.CREATE, Fact.UNIX_MODE);

    /// Reads `fact=value;fact=value; path`, facts in any letter case, each at most once.
    ///
    /// @throws CommandSyntaxException 501 if it is not of this form or a value makes no sense, 504
    ///   for a fact that is not known or that nobody can set
    static Mff parse(String argument) throws CommandSyntaxException {
      int space = argument.indexOf(' ');
      if (space < 1 || space == argument.length() - 1 || argument.charAt(space - 1) != ';') {
        throw CommandSyntaxException.badArgument("facts with ';' behind each, and a pathname");
      }
      Map<Fact, String> values = values(argument.substring(0, space - 1));
      String mode = values.get(Fact.UNIX_MODE);
      return new Mff(
          time(values, Fact.MODIFY),
          time(values, Fact.CREATE),
          mode == null ? OptionalInt.empty() : OptionalInt.of(mode(mode)),
          argument.substring(space + 1));
    }

    private static Map<Fact, String> values(String facts) throws CommandSyntaxException {
      var values = new EnumMap<Fact, String>(Fact.class);
      boolean unknown = false;
      for (String fact : facts.split(";", -1)) {
        int equals = fact.indexOf('=');
        if (equals < 1) {
          throw CommandSyntaxException.badArgument("a fact is name=value;");
        }
        Optional<Fact> known = Fact.of(fact.substring(0, equals)).filter(SETTABLE::contains);
        if (known.isEmpty()) {
          unknown = true;
        } else if (values.put(known.get(), fact.substring(equals + 1)) != null) {
          throw CommandSyntaxException.badArgument("a fact is set once");
        }
      }
      if (unknown) {
        throw CommandSyntaxException.notImplemented(
            "only facts that FEAT names behind MFF can be set");
      }
      return values;
    }

    private static Optional<Instant> time(Map<Fact, String> values, Fact fact)
        throws CommandSyntaxException {
      String text = values.get(fact);
      return text == null ? Optional.empty() : Optional.of(FtpTime.parse(text));
    }

    private static int mode(String digits) throws CommandSyntaxException {
      if (!digits.matches("0?[0-7]{1,3}")) {
        throw CommandSyntaxException.badArgument("the mode is one to three octal digits");
      }
      return Integer.parseInt(digits, 8);
    }

    @Override
    public Verb verb() {
      return Verb.MFF;
    }

    @Override
    public String argument() {
      return facts() + " " + pathname;
    }

    /// The facts as they are sent, each with its `;`.
    private String facts() {
      var out = new StringBuilder();
      modified.ifPresent(time -> add(out, Fact.MODIFY, FtpTime.format(time)));
      created.ifPresent(time -> add(out, Fact.CREATE, FtpTime.format(time)));
      mode.ifPresent(bits -> add(out, Fact.UNIX_MODE, String.format("%04o", bits)));
      return out.toString();
    }

    private static void add(StringBuilder out, Fact fact, String value) {
      out.append(fact.word()).append('=').append(value).append(';');
    }
  }

  /// `AVBL`: the room that is left.
  ///
  /// @param pathname empty for the working directory
  record Avbl(String pathname) implements FactsCommand {
    @Override
    public Verb verb() {
      return Verb.AVBL;
    }

    @Override
    public String argument() {
      return pathname;
    }
  }
}
