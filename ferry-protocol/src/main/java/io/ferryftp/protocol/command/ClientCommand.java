package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a client says of itself and of the words and letters it understands.
public sealed interface ClientCommand extends Command {
  /// `CLNT`: the name of the client's program, in words of its own.
  record Clnt(String text) implements ClientCommand {
    @Override
    public Verb verb() {
      return Verb.CLNT;
    }

    @Override
    public String argument() {
      return text;
    }
  }

  /// `CSID`: the same as facts, `Name=…; Version=…;`.
  record Csid(String facts) implements ClientCommand {
    @Override
    public Verb verb() {
      return Verb.CSID;
    }

    @Override
    public String argument() {
      return facts;
    }
  }

  /// `LANG` (RFC 2640 §4.1): the language of replies; empty for the server's own.
  ///
  /// @param tag as it was sent (RFC 5646)
  record Lang(String tag) implements ClientCommand {
    private static final Pattern TAG = Pattern.compile("[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*");

    static Lang parse(String argument) throws CommandSyntaxException {
      if (!argument.isEmpty() && !TAG.matcher(argument).matches()) {
        throw CommandSyntaxException.badArgument("a language is a tag such as en or en-GB");
      }
      return new Lang(argument);
    }

    /// The language without its region and script, in lower case.
    public String language() {
      return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }

    @Override
    public Verb verb() {
      return Verb.LANG;
    }

    @Override
    public String argument() {
      return tag;
    }
  }

  /// `OPTS UTF8 OFF`: names are in the character set that was usual before.
  record OptsUtf8Off() implements ClientCommand {
    @Override
    public Verb verb() {
      return Verb.OPTS;
    }

    @Override
    public String argument() {
      return "UTF8 OFF";
    }
  }
}
