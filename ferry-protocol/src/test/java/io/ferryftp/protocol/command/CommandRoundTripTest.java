package io.ferryftp.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.address.LongAddress;
import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferMode;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandRoundTripTest {
  private static final String LATIN1 = WireText.decode(new byte[] {'n', (byte) 0xE9, '.', 't'});

  static List<Command> samples() {
    return Stream.of(access(), parameters(), service(), extensions())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Command> access() {
    return List.of(
        new Command.User("anonymous"),
        new Command.User("a b"),
        new Command.Pass(Secret.of("x y ")),
        new Command.Pass(Secret.of(" ")),
        new Command.Acct(Secret.of("42")),
        new Command.Cwd("/pub"),
        new Command.Cwd(" leading"),
        new Command.Cdup(),
        new Command.Pwd(),
        new Command.Rein(),
        new Command.Auth(AuthMechanism.TLS),
        new Command.Auth(AuthMechanism.SSL),
        new Command.Pbsz(0),
        new Command.Pbsz(4_294_967_295L),
        new Command.Prot(ProtectionLevel.CLEAR),
        new Command.Prot(ProtectionLevel.SAFE),
        new Command.Prot(ProtectionLevel.CONFIDENTIAL),
        new Command.Prot(ProtectionLevel.PRIVATE),
        new Command.Ccc(),
        new Command.Host(new HostName("ftp.example.com")),
        new Command.Host(new HostName("192.0.2.1")),
        new Command.Host(new HostName("2001:db8::c000:201")),
        new Command.Host(new HostName("::192.0.2.1")),
        new Command.Quit());
  }

  private static List<Command> parameters() {
    return List.of(
        new Command.Port(new HostPort((Inet4Address) address("132.235.1.2"), 6275)),
        new Command.Pasv(),
        new Command.Eprt(new ExtendedAddress(address("132.235.1.2"), 6275)),
        new Command.Eprt(new ExtendedAddress(address("1080::8:800:200c:417a"), 65535)),
        new Command.Epsv(EpsvScope.DEFAULT),
        new Command.Epsv(EpsvScope.IPV4),
        new Command.Epsv(EpsvScope.IPV6),
        new Command.Epsv(EpsvScope.ALL),
        new Command.Type(Representation.ASCII),
        new Command.Type(Representation.EBCDIC),
        new Command.Type(Representation.IMAGE),
        new Command.Stru(FileStructure.FILE),
        new Command.Stru(FileStructure.RECORD),
        new Command.Mode(TransferMode.STREAM),
        new Command.Mode(TransferMode.DEFLATE),
        new CodingCommand.OptsDeflate(new DeflateMode.Level(0)),
        new CodingCommand.Rang(Portion.WHOLE),
        new CodingCommand.Rang(Portion.of(0, 0)),
        new CodingCommand.Rang(Portion.of(5, Long.MAX_VALUE)));
  }

  private static List<Command> service() {
    return List.of(
        new Command.Retr("a.txt"),
        new Command.Retr("-l"),
        new Command.Retr(LATIN1),
        new Command.Stor(" a  b "),
        new Command.Appe("日本"),
        new Command.Stou(""),
        new Command.Stou("d/wish"),
        new Command.Allo(0, OptionalLong.empty()),
        new Command.Allo(Long.MAX_VALUE, OptionalLong.of(512)),
        new Command.Rest(0),
        new Command.Rest(Long.MAX_VALUE),
        new Command.Rnfr("old"),
        new Command.Rnto("new"),
        new Command.Abor(),
        new Command.Dele("x"),
        new Command.Rmd("x"),
        new Command.Mkd("a\"b"),
        new Command.ListFiles(ListArgument.NONE),
        new Command.ListFiles(new ListArgument(EnumSet.allOf(ListOption.class), " -x")),
        new Command.Nlst(new ListArgument(Set.of(ListOption.TIME), "--")),
        new Command.Stat(ListArgument.of("-")),
        new Command.Stat(ListArgument.NONE),
        new Command.Site("CHMOD", "644 a b"),
        new Command.Site("HELP", ""),
        new Command.Syst(),
        new Command.Help(""),
        new Command.Help("RETR"),
        new Command.Noop());
  }

  private static List<Command> extensions() {
    return List.of(
        new Command.Feat(),
        new Command.OptsUtf8(),
        new ClientCommand.OptsUtf8Off(),
        new ClientCommand.Clnt("NcFTP 3.2.6 linux"),
        new ClientCommand.Csid("Name=x; Version=1;"),
        new ClientCommand.Lang(""),
        new ClientCommand.Lang("de-CH-1996"),
        new DataPortCommand.Lpsv(),
        new DataPortCommand.Cpsv(),
        new DataPortCommand.Lprt(new LongAddress(address("::1"), 51201)),
        new DataPortCommand.Sscn(DataPortCommand.Sscn.Wish.TELL),
        new DataPortCommand.Sscn(DataPortCommand.Sscn.Wish.ON),
        new DataPortCommand.Sscn(DataPortCommand.Sscn.Wish.OFF),
        new Command.OptsMlst(List.of()),
        new Command.OptsMlst(List.of(Fact.UNIX_MODE, Fact.SIZE, Fact.SIZE)),
        new Command.Size("f"),
        new Command.Mdtm("20200101000000 f"),
        new Command.Mlst(""),
        new Command.Mlst("a;b=c; d"),
        new Command.Mlsd(""),
        new Command.Mlsd("-la"),
        new Command.Mfmt(Instant.parse("2026-11-22T06:55:01Z"), "a b"),
        new Command.Mfmt(Instant.parse("2026-11-22T06:55:01.250Z"), "f"),
        new DigestCommand.Hash(" a b"),
        new DigestCommand.OptsHash(Optional.empty()),
        new DigestCommand.OptsHash(Optional.of(DigestAlgorithm.SHA_1)),
        new FactsCommand.Mfct(Instant.parse("2026-11-22T06:55:01Z"), "a b"),
        new FactsCommand.Mff(
            Optional.of(Instant.parse("2026-11-22T06:55:01Z")),
            Optional.of(Instant.parse("2026-11-22T06:55:01.250Z")),
            OptionalInt.of(0640),
            "a; b"),
        new FactsCommand.Mff(Optional.empty(), Optional.empty(), OptionalInt.of(0), "f"),
        new FactsCommand.Avbl(""),
        new FactsCommand.Avbl("d"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void parseIsTheInverseOfFormat(Command command) {
    String line = CommandCodec.format(command);

    assertThat(CommandCodec.parse(line)).isEqualTo(command);
    assertThat(CommandCodec.parse(WireText.decode(WireText.encode(line)))).isEqualTo(command);
  }

  /// Arguments of which every verb takes at least one: a new row is tried without being listed.
  private static final List<String> ARGUMENTS =
      List.of(
          "",
          "x",
          "1",
          "I",
          "F",
          "S",
          "UTF8 ON",
          "TLS",
          "1 2",
          "Modify=20260102030405; x",
          "20260102030405 x",
          "127,0,0,1,200,1",
          "|1|127.0.0.1|51201|",
          "4,4,127,0,0,1,2,200,1");

  @ParameterizedTest
  @EnumSource(Verb.class)
  void everyLandedRowReadsWhatItWrites(Verb verb) {
    if (verb.grammar().landing() != Grammar.Landing.LANDED) {
      return;
    }
    List<Command> understood =
        ARGUMENTS.stream()
            .map(argument -> CommandCodec.parse((verb + " " + argument).strip()))
            .filter(command -> !(command instanceof Command.Malformed))
            .toList();

    assertThat(understood).as("%s understands none of the arguments tried", verb).isNotEmpty();
    assertThat(understood)
        .allSatisfy(command -> {
          assertThat(command.verb()).isEqualTo(verb);
          assertThat(CommandCodec.parse(CommandCodec.format(command))).isEqualTo(command);
        });
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void aRowThatHasNotLandedIsRefusedWithItsArgument(Verb verb) {
    if (verb != Verb.UNKNOWN && verb.grammar().landing() != Grammar.Landing.LANDED) {
      assertThat(CommandCodec.parse(verb + " a b")).isEqualTo(new Command.Refused(verb, "a b"));
    }
  }

  @Test
  void anArgumentCannotMakeASecondCommand() {
    for (String evil : List.of("a\rb", "a\nDELE b", "a\0b")) {
      assertThatThrownBy(() -> CommandCodec.format(new Command.Retr(evil)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(evil);
    }
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }
}
