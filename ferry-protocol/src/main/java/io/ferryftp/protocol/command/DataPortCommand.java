package io.ferryftp.protocol.command;

import io.ferryftp.protocol.address.LongAddress;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.util.Locale;

/// Ways to a data connection beyond RFC 959 and RFC 2428: addresses of any length, and another
/// server at the other end.
public sealed interface DataPortCommand extends Command {
  /// `LPRT` (RFC 1639 §3).
  record Lprt(LongAddress address) implements DataPortCommand {
    static Lprt parse(String argument) throws CommandSyntaxException {
      return new Lprt(LongAddress.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.LPRT;
    }

    @Override
    public String argument() {
      return address.format();
    }
  }

  /// `LPSV` (RFC 1639 §4).
  record Lpsv() implements DataPortCommand {
    @Override
    public Verb verb() {
      return Verb.LPSV;
    }
  }

  /// `CPSV`: as PASV, and the server is the TLS client of the data connection.
  record Cpsv() implements DataPortCommand {
    @Override
    public Verb verb() {
      return Verb.CPSV;
    }
  }

  /// `SSCN`: which end of TLS the server is on data connections.
  record Sscn(Wish wish) implements DataPortCommand {
    /// What is asked.
    public enum Wish {
      /// Only tell.
      TELL,
      /// Be the client.
      ON,
      /// Be the server, as usual.
      OFF
    }

    static Sscn parse(String argument) throws CommandSyntaxException {
      return new Sscn(
          switch (argument.toUpperCase(Locale.ROOT)) {
            case "" -> Wish.TELL;
            case "ON" -> Wish.ON;
            case "OFF" -> Wish.OFF;
            default -> throw CommandSyntaxException.badArgument("SSCN is ON or OFF");
          });
    }

    @Override
    public Verb verb() {
      return Verb.SSCN;
    }

    @Override
    public String argument() {
      return wish == Wish.TELL ? "" : wish.name();
    }
  }
}
