package io.ferryftp.protocol.command;

import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferMode;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.text.Secret;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// What a client asks, typed: one record a verb, with the argument parsed once. `argument()` writes
/// what the verb's row in [Verb] reads, so that server and client speak from the same place.
///
/// Pathnames are [io.ferryftp.protocol.text.WireText] as sent; they become a path only where the
/// working directory is known.
public sealed interface Command
    permits Command.Core,
        ClientCommand,
        CodingCommand,
        DataPortCommand,
        DigestCommand,
        FactsCommand {
  /// The row that this command belongs to.
  Verb verb();

  /// The argument as it goes over the wire; empty if there is none.
  default String argument() {
    return "";
  }

  /// A command of this file: what every server has had since RFC 959, its later core, and what is
  /// no command at all.
  sealed interface Core extends Command {}

  /// A command whose argument is a pathname and nothing else.
  sealed interface OfPathname extends Core {
    /// As sent; empty where the verb lets it be absent.
    String pathname();

    @Override
    default String argument() {
      return pathname();
    }
  }

  record User(String name) implements Core {
    @Override
    public Verb verb() {
      return Verb.USER;
    }

    @Override
    public String argument() {
      return name;
    }
  }

  record Pass(Secret password) implements Core {
    static Pass parse(String argument) {
      return new Pass(Secret.of(argument));
    }

    @Override
    public Verb verb() {
      return Verb.PASS;
    }

    @Override
    public String argument() {
      return password.reveal();
    }
  }

  record Acct(Secret account) implements Core {
    static Acct parse(String argument) {
      return new Acct(Secret.of(argument));
    }

    @Override
    public Verb verb() {
      return Verb.ACCT;
    }

    @Override
    public String argument() {
      return account.reveal();
    }
  }

  record Cwd(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.CWD;
    }
  }

  record Cdup() implements Core {
    @Override
    public Verb verb() {
      return Verb.CDUP;
    }
  }

  record Pwd() implements Core {
    @Override
    public Verb verb() {
      return Verb.PWD;
    }
  }

  record Quit() implements Core {
    @Override
    public Verb verb() {
      return Verb.QUIT;
    }
  }

  /// `REIN`: everything as it was when the connection was made (RFC 959 §4.1.1, RFC 4217 §13).
  record Rein() implements Core {
    @Override
    public Verb verb() {
      return Verb.REIN;
    }
  }

  record Port(HostPort address) implements Core {
    static Port parse(String argument) throws CommandSyntaxException {
      return new Port(HostPort.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.PORT;
    }

    @Override
    public String argument() {
      return address.format();
    }
  }

  record Pasv() implements Core {
    @Override
    public Verb verb() {
      return Verb.PASV;
    }
  }

  record Eprt(ExtendedAddress address) implements Core {
    static Eprt parse(String argument) throws CommandSyntaxException {
      return new Eprt(ExtendedAddress.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.EPRT;
    }

    @Override
    public String argument() {
      return address.format();
    }
  }

  record Epsv(EpsvScope scope) implements Core {
    static Epsv parse(String argument) throws CommandSyntaxException {
      return new Epsv(EpsvScope.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.EPSV;
    }

    @Override
    public String argument() {
      return scope.format();
    }
  }

  record Type(Representation representation) implements Core {
    static Type parse(String argument) throws CommandSyntaxException {
      return new Type(Representation.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.TYPE;
    }

    @Override
    public String argument() {
      return representation.format();
    }
  }

  record Stru(FileStructure structure) implements Core {
    static Stru parse(String argument) throws CommandSyntaxException {
      return new Stru(FileStructure.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.STRU;
    }

    @Override
    public String argument() {
      return structure.format();
    }
  }

  record Mode(TransferMode mode) implements Core {
    static Mode parse(String argument) throws CommandSyntaxException {
      return new Mode(TransferMode.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.MODE;
    }

    @Override
    public String argument() {
      return mode.format();
    }
  }

  record Retr(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.RETR;
    }
  }

  record Stor(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.STOR;
    }
  }

  record Appe(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.APPE;
    }
  }

  /// `STOU`: store under a name that the server makes up.
  ///
  /// @param pathname a wish for the name, which only its directory part is taken of; may be empty
  record Stou(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.STOU;
    }
  }

  /// `ALLO`: make room for a file.
  ///
  /// @param size of the file to come, in octets
  /// @param recordSize the largest record, for record structures
  record Allo(long size, OptionalLong recordSize) implements Core {
    static Allo parse(String argument) throws CommandSyntaxException {
      int r = argument.indexOf(" R ");
      return r < 0
          ? new Allo(Numbers.parse(argument), OptionalLong.empty())
          : new Allo(
              Numbers.parse(argument.substring(0, r)),
              OptionalLong.of(Numbers.parse(argument.substring(r + 3))));
    }

    @Override
    public Verb verb() {
      return Verb.ALLO;
    }

    @Override
    public String argument() {
      return size + (recordSize.isPresent() ? " R " + recordSize.getAsLong() : "");
    }
  }

  /// `REST`: begin the next transfer at an offset.
  ///
  /// @param offset in octets, 0 to 2^63-1
  record Rest(long offset) implements Core {
    static Rest parse(String argument) throws CommandSyntaxException {
      return new Rest(Numbers.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.REST;
    }

    @Override
    public String argument() {
      return Long.toString(offset);
    }
  }

  record Rnfr(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.RNFR;
    }
  }

  record Rnto(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.RNTO;
    }
  }

  record Abor() implements Core {
    @Override
    public Verb verb() {
      return Verb.ABOR;
    }
  }

  record Dele(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.DELE;
    }
  }

  record Rmd(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.RMD;
    }
  }

  record Mkd(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.MKD;
    }
  }

  /// `LIST`, with options in the way of `ls`.
  record ListFiles(ListArgument what) implements Core {
    static ListFiles parse(String argument) {
      return new ListFiles(ListArgument.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.LIST;
    }

    @Override
    public String argument() {
      return what.format();
    }
  }

  /// `NLST`, with options in the way of `ls`.
  record Nlst(ListArgument what) implements Core {
    static Nlst parse(String argument) {
      return new Nlst(ListArgument.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.NLST;
    }

    @Override
    public String argument() {
      return what.format();
    }
  }

  /// `SITE`, the one open door: what the words mean is the server's to say.
  record Site(String name, String arguments) implements Core {
    static Site parse(String argument) throws CommandSyntaxException {
      int space = argument.indexOf(' ');
      if (space == 0) {
        throw CommandSyntaxException.badArgument("a command is needed");
      }
      return space < 0
          ? new Site(argument, "")
          : new Site(argument.substring(0, space), argument.substring(space + 1));
    }

    @Override
    public Verb verb() {
      return Verb.SITE;
    }

    @Override
    public String argument() {
      return arguments.isEmpty() ? name : name + " " + arguments;
    }
  }

  record Syst() implements Core {
    @Override
    public Verb verb() {
      return Verb.SYST;
    }
  }

  /// `STAT`: the state of the session, or a listing over the control connection.
  ///
  /// @param what with an empty pathname for the state of the session
  record Stat(ListArgument what) implements Core {
    static Stat parse(String argument) {
      return new Stat(ListArgument.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.STAT;
    }

    @Override
    public String argument() {
      return what.format();
    }
  }

  /// `HELP`: what the server understands.
  ///
  /// @param topic a verb; empty for all of them
  record Help(String topic) implements Core {
    @Override
    public Verb verb() {
      return Verb.HELP;
    }

    @Override
    public String argument() {
      return topic;
    }
  }

  record Noop() implements Core {
    @Override
    public Verb verb() {
      return Verb.NOOP;
    }
  }

  record Feat() implements Core {
    @Override
    public Verb verb() {
      return Verb.FEAT;
    }
  }

  /// `OPTS UTF8 ON`: names are UTF-8, as they are anyway.
  record OptsUtf8() implements Core {
    @Override
    public Verb verb() {
      return Verb.OPTS;
    }

    @Override
    public String argument() {
      return "UTF8 ON";
    }
  }

  /// `OPTS MLST`: the facts that the client wants to see, in Ferry's order.
  record OptsMlst(List<Fact> facts) implements Core {
    public OptsMlst {
      facts = facts.stream().distinct().sorted().toList();
    }

    @Override
    public Verb verb() {
      return Verb.OPTS;
    }

    @Override
    public String argument() {
      var out = new StringBuilder("MLST ");
      facts.forEach(fact -> out.append(fact.word()).append(';'));
      return out.toString();
    }
  }

  record Size(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.SIZE;
    }
  }

  record Mdtm(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.MDTM;
    }
  }

  /// `MLST`: the facts of one path.
  ///
  /// @param pathname empty for the working directory
  record Mlst(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.MLST;
    }
  }

  /// `MLSD`: the facts of a directory's entries.
  ///
  /// @param pathname empty for the working directory
  record Mlsd(String pathname) implements OfPathname {
    @Override
    public Verb verb() {
      return Verb.MLSD;
    }
  }

  record Mfmt(Instant time, String pathname) implements Core {
    static Mfmt parse(String argument) throws CommandSyntaxException {
      int space = argument.indexOf(' ');
      if (space < 0 || space == argument.length() - 1) {
        throw CommandSyntaxException.badArgument("a time and a pathname are needed");
      }
      return new Mfmt(FtpTime.parse(argument.substring(0, space)), argument.substring(space + 1));
    }

    @Override
    public Verb verb() {
      return Verb.MFMT;
    }

    @Override
    public String argument() {
      return FtpTime.format(time) + " " + pathname;
    }
  }

  /// `AUTH`: protect the control connection.
  record Auth(AuthMechanism mechanism) implements Core {
    static Auth parse(String argument) throws CommandSyntaxException {
      return new Auth(AuthMechanism.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.AUTH;
    }

    @Override
    public String argument() {
      return mechanism.format();
    }
  }

  /// `PBSZ`: the size of protected buffers, which TLS has no use for (RFC 4217 §9).
  ///
  /// @param octets 0 to 2^32-1
  record Pbsz(long octets) implements Core {
    private static final long MAX_OCTETS = 0xFFFF_FFFFL;

    static Pbsz parse(String argument) throws CommandSyntaxException {
      long octets = Numbers.parse(argument);
      if (octets > MAX_OCTETS) {
        throw CommandSyntaxException.badArgument("a buffer has less than 2^32 octets");
      }
      return new Pbsz(octets);
    }

    @Override
    public Verb verb() {
      return Verb.PBSZ;
    }

    @Override
    public String argument() {
      return Long.toString(octets);
    }
  }

  /// `PROT`: how data connections are protected from now on.
  record Prot(ProtectionLevel level) implements Core {
    static Prot parse(String argument) throws CommandSyntaxException {
      return new Prot(ProtectionLevel.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.PROT;
    }

    @Override
    public String argument() {
      return level.format();
    }
  }

  /// `CCC`: go on in clear on the control connection.
  record Ccc() implements Core {
    @Override
    public Verb verb() {
      return Verb.CCC;
    }
  }

  /// `HOST`: which of the server's names the client has come for.
  record Host(HostName name) implements Core {
    static Host parse(String argument) throws CommandSyntaxException {
      return new Host(HostName.parse(argument));
    }

    @Override
    public Verb verb() {
      return Verb.HOST;
    }

    @Override
    public String argument() {
      return name.format();
    }
  }

  /// A verb whose row says that it has not landed, or that its refusal is its complete answer.
  record Refused(Verb verb, String argument) implements Core {}

  /// A known verb with an argument that it cannot take.
  ///
  /// @param reason never repeats what the peer sent
  record Malformed(Verb verb, ReplyCode code, String reason) implements Core {}

  /// A word that no row knows; `verb()` is [Verb#UNKNOWN].
  record Unknown(String reason) implements Core {
    @Override
    public Verb verb() {
      return Verb.UNKNOWN;
    }
  }
}
