package io.ferryftp.protocol.command;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.function.Supplier;

/// How a verb reads its argument: how many it takes, whether the server does it, and what it makes.
///
/// @param arity whether an argument is taken
/// @param landing whether there is anything behind it
/// @param reader makes the command from the argument
public record Grammar(Arity arity, Landing landing, Reader reader) {
  /// Whether Ferry's server does what a verb says.
  public enum Landing {
    LANDED,
    /// It never will: 502 is the complete answer.
    REFUSED
  }

  /// Makes a command from an argument.
  @FunctionalInterface
  public interface Reader {
    Command read(String argument) throws CommandSyntaxException;
  }

  static Grammar none(Supplier<Command> command) {
    return new Grammar(Arity.NONE, Landing.LANDED, _ -> command.get());
  }

  static Grammar optional(Reader reader) {
    return new Grammar(Arity.OPTIONAL, Landing.LANDED, reader);
  }

  static Grammar required(Reader reader) {
    return new Grammar(Arity.REQUIRED, Landing.LANDED, reader);
  }

  static Grammar refused() {
    return new Grammar(Arity.OPTIONAL, Landing.REFUSED, Grammar::unreadable);
  }

  private static Command unreadable(String argument) {
    throw new IllegalStateException("a refused verb has no reader");
  }
}
