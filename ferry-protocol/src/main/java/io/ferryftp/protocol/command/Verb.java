package io.ferryftp.protocol.command;

import static io.ferryftp.protocol.command.Band.CORE;
import static io.ferryftp.protocol.command.Band.EXTENDED;
import static io.ferryftp.protocol.command.Band.HERITAGE;
import static io.ferryftp.protocol.command.Grammar.none;
import static io.ferryftp.protocol.command.Grammar.optional;
import static io.ferryftp.protocol.command.Grammar.refused;
import static io.ferryftp.protocol.command.Grammar.required;
import static io.ferryftp.protocol.command.Phase.ANYTIME;
import static io.ferryftp.protocol.command.Phase.LOGGED_IN;
import static io.ferryftp.protocol.command.Trait.FEATURE;
import static io.ferryftp.protocol.command.Trait.KEEPS_RESTART;
import static io.ferryftp.protocol.command.Trait.SECRET;
import static io.ferryftp.protocol.command.Trait.TAKES_PORTION;
import static io.ferryftp.protocol.command.Trait.TRANSFER;
import static io.ferryftp.protocol.command.Trait.URGENT;

import io.ferryftp.protocol.data.DigestAlgorithm;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every verb of FTP, one row each: the facts that the parser, the gate, HELP, FEAT, the compliance
/// page and the conformance tests are made from.
///
/// A row says: band, phase, grammar (with the record it makes), the document that defines it, its
/// syntax for HELP, the final reply codes it may have when all is well formed, and its traits.
/// Codes that any verb may have (421, 500, 501, 502, 530) are not repeated.
// The checker knows its own immutable types only: a set that Set.of made is one too.
@SuppressWarnings("ImmutableEnumChecker")
public enum Verb {
  // RFC 959 §4.1.1, access control
  USER(CORE, ANYTIME, required(Command.User::new), "959", "<name>", finals(232, 331)),
  PASS(CORE, ANYTIME, required(Command.Pass::parse), "959", "<password>", finals(230, 503), SECRET),
  ACCT(CORE, ANYTIME, required(Command.Acct::parse), "959", "<account>", finals(202), SECRET),
  CWD(CORE, LOGGED_IN, required(Command.Cwd::new), "959", "<path>", finals(250, 451, 550)),
  CDUP(CORE, LOGGED_IN, none(Command.Cdup::new), "959", "", finals(250, 451, 550)),
  SMNT(HERITAGE, LOGGED_IN, refused(), "959", "<path>", finals(502)),
  QUIT(CORE, ANYTIME, none(Command.Quit::new), "959", "", finals(221), URGENT),
  REIN(EXTENDED, ANYTIME, none(Command.Rein::new), "959", "", finals(220)),
  // RFC 959 §4.1.2, transfer parameters
  PORT(
      CORE,
      LOGGED_IN,
      required(Command.Port::parse),
      "959",
      "h1,h2,h3,h4,p1,p2",
      finals(200, 501, 504),
      KEEPS_RESTART),
  PASV(CORE, LOGGED_IN, none(Command.Pasv::new), "959", "", finals(227, 425, 501), KEEPS_RESTART),
  TYPE(
      CORE,
      LOGGED_IN,
      required(Command.Type::parse),
      "959",
      "A [N | T | C] | E [N | T | C] | I | L 8",
      finals(200, 504)),
  STRU(CORE, LOGGED_IN, required(Command.Stru::parse), "959", "F | R", finals(200, 504)),
  MODE(CORE, LOGGED_IN, required(Command.Mode::parse), "959", "S | B | C | Z", finals(200, 504)),
  // RFC 959 §4.1.3, service
  RETR(
      CORE,
      LOGGED_IN,
      required(Command.Retr::new),
      "959",
      "<path>",
      finals(226, 425, 426, 451, 504, 521, 522, 550, 551, 554),
      TRANSFER),
  STOR(
      CORE,
      LOGGED_IN,
      required(Command.Stor::new),
      "959",
      "<path>",
      finals(226, 425, 426, 451, 452, 504, 521, 522, 550, 551, 552, 553, 554),
      TRANSFER),
  STOU(
      CORE,
      LOGGED_IN,
      optional(Command.Stou::new),
      "959",
      "[<path>]",
      finals(226, 425, 426, 451, 452, 504, 521, 522, 550, 552, 553),
      TRANSFER),
  APPE(
      CORE,
      LOGGED_IN,
      required(Command.Appe::new),
      "959",
      "<path>",
      finals(226, 425, 426, 451, 452, 504, 521, 522, 550, 552, 553, 554),
      TRANSFER),
  ALLO(
      CORE,
      LOGGED_IN,
      required(Command.Allo::parse),
      "959",
      "<octets> [R <octets>]",
      finals(200, 202),
      KEEPS_RESTART),
  REST(CORE, LOGGED_IN, required(Command.Rest::parse), "3659", "<offset>", finals(350)),
  RNFR(CORE, LOGGED_IN, required(Command.Rnfr::new), "959", "<path>", finals(350, 451, 550)),
  RNTO(
      CORE,
      LOGGED_IN,
      required(Command.Rnto::new),
      "959",
      "<path>",
      finals(250, 451, 503, 550, 552, 553)),
  ABOR(CORE, LOGGED_IN, none(Command.Abor::new), "959", "", finals(225, 226), URGENT),
  DELE(CORE, LOGGED_IN, required(Command.Dele::new), "959", "<path>", finals(250, 451, 550, 552)),
  RMD(CORE, LOGGED_IN, required(Command.Rmd::new), "959", "<path>", finals(250, 451, 550, 552)),
  MKD(
      CORE,
      LOGGED_IN,
      required(Command.Mkd::new),
      "959",
      "<path>",
      finals(257, 451, 550, 552, 553)),
  PWD(CORE, LOGGED_IN, none(Command.Pwd::new), "959", "", finals(257)),
  LIST(
      CORE,
      LOGGED_IN,
      optional(Command.ListFiles::parse),
      "959",
      "[-alR1t] [<path>]",
      finals(226, 425, 426, 451, 504, 521, 522, 550),
      TRANSFER),
  NLST(
      CORE,
      LOGGED_IN,
      optional(Command.Nlst::parse),
      "959",
      "[-alR1t] [<path>]",
      finals(226, 425, 426, 451, 504, 521, 522, 550),
      TRANSFER),
  SITE(
      CORE,
      LOGGED_IN,
      required(Command.Site::parse),
      "959",
      "<command> [<arguments>]",
      finals(200, 214, 426, 450, 451, 504, 550, 552, 553)),
  SYST(CORE, ANYTIME, none(Command.Syst::new), "959", "", finals(215)),
  STAT(
      CORE,
      LOGGED_IN,
      optional(Command.Stat::parse),
      "959",
      "[<path>]",
      finals(211, 212, 213, 450, 451, 550),
      URGENT),
  HELP(CORE, ANYTIME, optional(Command.Help::new), "959", "[<verb>]", finals(214, 504)),
  NOOP(CORE, ANYTIME, none(Command.Noop::new), "959", "", finals(200), URGENT),
  // RFC 2389 and RFC 2640
  FEAT(CORE, ANYTIME, none(Command.Feat::new), "2389", "", finals(211)),
  OPTS(
      CORE,
      ANYTIME,
      required(Options::parse),
      "2389",
      "UTF8 ON | UTF8 OFF | MLST <facts> | HASH [<algorithm>] | MODE Z LEVEL <0-9>",
      finals(200, 504)),
  LANG(EXTENDED, ANYTIME, optional(ClientCommand.Lang::parse), "2640", "[<tag>]", finals(200, 504)),
  // RFC 2428
  EPRT(
      CORE,
      LOGGED_IN,
      required(Command.Eprt::parse),
      "2428",
      "|1|addr|port|  |2|addr|port|",
      finals(200, 501, 504, 522),
      KEEPS_RESTART,
      FEATURE),
  EPSV(
      CORE,
      LOGGED_IN,
      optional(Command.Epsv::parse),
      "2428",
      "[1 | 2 | ALL]",
      finals(200, 229, 425, 522),
      KEEPS_RESTART,
      FEATURE),
  // RFC 3659
  SIZE(
      CORE,
      LOGGED_IN,
      required(Command.Size::new),
      "3659",
      "<path>",
      finals(213, 451, 504, 550),
      FEATURE),
  MDTM(
      CORE,
      LOGGED_IN,
      required(Command.Mdtm::new),
      "3659",
      "[<YYYYMMDDHHMMSS>] <path>",
      finals(213, 451, 550, 552),
      FEATURE),
  MLST(CORE, LOGGED_IN, optional(Command.Mlst::new), "3659", "[<path>]", finals(250, 451, 550)),
  MLSD(
      CORE,
      LOGGED_IN,
      optional(Command.Mlsd::new),
      "3659",
      "[<path>]",
      finals(226, 425, 426, 451, 501, 504, 521, 522, 550),
      TRANSFER),
  // draft-somers-ftp-mfxx
  MFMT(
      CORE,
      LOGGED_IN,
      required(Command.Mfmt::parse),
      "draft-somers-ftp-mfxx",
      "<YYYYMMDDHHMMSS> <path>",
      finals(213, 451, 550, 552),
      FEATURE),
  MFCT(
      EXTENDED,
      LOGGED_IN,
      required(FactsCommand.Mfct::parse),
      "draft-somers-ftp-mfxx",
      "<YYYYMMDDHHMMSS> <path>",
      finals(213, 451, 504, 550, 552)),
  MFF(
      EXTENDED,
      LOGGED_IN,
      required(FactsCommand.Mff::parse),
      "draft-somers-ftp-mfxx",
      "<fact>=<value>;... <path>",
      finals(213, 451, 504, 550, 552)),
  // RFC 2228 and RFC 4217
  AUTH(
      EXTENDED,
      ANYTIME,
      required(Command.Auth::parse),
      "2228, 4217",
      "TLS",
      finals(234, 502, 503, 504)),
  ADAT(HERITAGE, ANYTIME, refused(), "2228", "<base64>", finals(502)),
  PBSZ(EXTENDED, ANYTIME, required(Command.Pbsz::parse), "2228, 4217", "0", finals(200, 503)),
  PROT(
      EXTENDED,
      ANYTIME,
      required(Command.Prot::parse),
      "2228, 4217",
      "C | P",
      finals(200, 503, 504, 536)),
  CCC(EXTENDED, LOGGED_IN, none(Command.Ccc::new), "2228, 4217", "", finals(200, 533, 534)),
  MIC(HERITAGE, ANYTIME, refused(), "2228", "<base64>", finals(502)),
  CONF(HERITAGE, ANYTIME, refused(), "2228", "<base64>", finals(502)),
  ENC(HERITAGE, ANYTIME, refused(), "2228", "<base64>", finals(502)),
  // RFC 7151
  HOST(EXTENDED, ANYTIME, required(Command.Host::parse), "7151", "<host>", finals(220, 503, 504)),
  // Verbs that drafts or habit define
  HASH(
      EXTENDED,
      LOGGED_IN,
      required(DigestCommand.Hash::new),
      "draft-bryan-ftpext-hash",
      "<path>",
      finals(213, 426, 450, 451, 550, 551),
      TAKES_PORTION),
  RANG(
      EXTENDED,
      LOGGED_IN,
      required(CodingCommand.Rang::parse),
      "draft-bryan-ftp-range",
      "<first> <last>",
      finals(350)),
  XCRC(
      EXTENDED,
      LOGGED_IN,
      required(argument -> DigestCommand.Checksum.parse(DigestAlgorithm.CRC32, argument)),
      "habit",
      "<path> [<first> [<last>]]",
      finals(250, 426, 450, 451, 501, 550, 551),
      FEATURE),
  XMD5(
      EXTENDED,
      LOGGED_IN,
      required(argument -> DigestCommand.Checksum.parse(DigestAlgorithm.MD5, argument)),
      "habit",
      "<path> [<first> [<last>]]",
      finals(250, 426, 450, 451, 501, 550, 551),
      FEATURE),
  XSHA1(
      EXTENDED,
      LOGGED_IN,
      required(argument -> DigestCommand.Checksum.parse(DigestAlgorithm.SHA_1, argument)),
      "habit",
      "<path> [<first> [<last>]]",
      finals(250, 426, 450, 451, 501, 550, 551),
      FEATURE),
  XSHA256(
      EXTENDED,
      LOGGED_IN,
      required(argument -> DigestCommand.Checksum.parse(DigestAlgorithm.SHA_256, argument)),
      "habit",
      "<path> [<first> [<last>]]",
      finals(250, 426, 450, 451, 501, 550, 551),
      FEATURE),
  XSHA512(
      EXTENDED,
      LOGGED_IN,
      required(argument -> DigestCommand.Checksum.parse(DigestAlgorithm.SHA_512, argument)),
      "habit",
      "<path> [<first> [<last>]]",
      finals(250, 426, 450, 451, 501, 550, 551),
      FEATURE),
  AVBL(
      EXTENDED,
      LOGGED_IN,
      optional(FactsCommand.Avbl::new),
      "draft-peterson-streamlined-ftp",
      "[<path>]",
      finals(213, 451, 550),
      FEATURE),
  CLNT(
      EXTENDED,
      ANYTIME,
      required(ClientCommand.Clnt::new),
      "habit",
      "<name> <version>",
      finals(200),
      FEATURE),
  SSCN(
      EXTENDED,
      LOGGED_IN,
      optional(DataPortCommand.Sscn::parse),
      "habit",
      "[ON | OFF]",
      finals(200, 503, 504)),
  CPSV(
      EXTENDED,
      LOGGED_IN,
      none(DataPortCommand.Cpsv::new),
      "habit",
      "",
      finals(227, 425, 501, 503, 504),
      KEEPS_RESTART),
  CSID(
      HERITAGE,
      ANYTIME,
      required(ClientCommand.Csid::new),
      "habit",
      "Name=<name>; Version=<version>;",
      finals(200),
      FEATURE),
  COMB(HERITAGE, LOGGED_IN, refused(), "habit", "<target> <parts>", finals(502)),
  // RFC 1639
  LPRT(
      HERITAGE,
      LOGGED_IN,
      required(DataPortCommand.Lprt::parse),
      "1639",
      "af,hal,h1,h2,...,pal,p1,p2",
      finals(200, 501, 504, 521),
      KEEPS_RESTART),
  LPSV(
      HERITAGE,
      LOGGED_IN,
      none(DataPortCommand.Lpsv::new),
      "1639",
      "",
      finals(228, 425, 501),
      KEEPS_RESTART),

  /// The row of every word that is no verb.
  UNKNOWN(HERITAGE, ANYTIME, refused(), "959", "", finals(500));

  /// Other words for a row (RFC 1123 §4.1.3.1, RFC 775).
  private static final Map<String, Verb> ALIASES =
      Map.of("XCWD", CWD, "XCUP", CDUP, "XPWD", PWD, "XMKD", MKD, "XRMD", RMD);

  private static final Map<String, Verb> BY_WORD = byWord();

  private static final int MAX_LENGTH =
      BY_WORD.keySet().stream().mapToInt(String::length).max().orElseThrow();

  private final Band band;
  private final Phase phase;
  private final Grammar grammar;
  private final String source;
  private final String syntax;
  private final Set<Integer> finals;
  private final Set<Trait> traits;

  Verb(
      Band band,
      Phase phase,
      Grammar grammar,
      String source,
      String syntax,
      Set<Integer> finals,
      Trait... traits) {
    this.band = band;
    this.phase = phase;
    this.grammar = grammar;
    this.source = source;
    this.syntax = syntax;
    this.finals = finals;
    this.traits = traits.length == 0 ? Set.of() : Set.copyOf(EnumSet.copyOf(Arrays.asList(traits)));
  }

  /// The row of a word in any letter case; empty if no row has it.
  public static Optional<Verb> of(String word) {
    // Outside ASCII there are letters whose upper case is ASCII, and no verb is written with them.
    return word.length() <= MAX_LENGTH && word.chars().allMatch(c -> c < 0x80)
        ? Optional.ofNullable(BY_WORD.get(word.toUpperCase(Locale.ROOT)))
        : Optional.empty();
  }

  /// The other words for this verb, in alphabetical order.
  public List<String> aliases() {
    return ALIASES.entrySet().stream()
        .filter(alias -> alias.getValue() == this)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  public Band band() {
    return band;
  }

  public Phase phase() {
    return phase;
  }

  /// How its argument is read.
  public Grammar grammar() {
    return grammar;
  }

  /// The number of the RFC, the name of the draft, or `habit`.
  public String source() {
    return source;
  }

  /// The argument's syntax, as HELP shows it; empty if there is none.
  public String syntax() {
    return syntax;
  }

  /// The final reply codes of a well-formed command in the right phase.
  public Set<Integer> finals() {
    return finals;
  }

  public boolean has(Trait trait) {
    return traits.contains(trait);
  }

  private static Set<Integer> finals(Integer... codes) {
    return Set.of(codes);
  }

  private static Map<String, Verb> byWord() {
    var words = new HashMap<>(ALIASES);
    for (Verb verb : values()) {
      if (verb != UNKNOWN) {
        words.put(verb.name(), verb);
      }
    }
    return Map.copyOf(words);
  }
}
