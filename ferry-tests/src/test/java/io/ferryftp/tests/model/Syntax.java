package io.ferryftp.tests.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What can be told of a command without knowing what went before: a row for each form of argument,
/// the first that fits. Arguments that fit none get 501.
final class Syntax {
  /// When; which verbs; their argument; the reply, or what it depends on; the offer it belongs to.
  private static final String ROWS =
      """
      any  USER PASS                .+                        state
      any  REIN QUIT                [ ]*                      state
      any  ACCT                     .+                        202
      any  SYST                     [ ]*                      215
      any  NOOP                     [ ]*                      200
      any  FEAT                     [ ]*                      state
      any  HELP                     .*                        state
      any  CLNT CSID                .+                        200
      any  LANG                     (?i)|en|en-GB             200
      any  LANG                     [A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*  504
      any  HOST                     (?i)(?![0-9.]+$)LABEL([.]LABEL)*  state
      any  HOST                     OCTET([.]OCTET){3}        state
      any  HOST                     (?i)\\[[0-9a-f:.]*:[0-9a-f:.]*\\]  state
      any  AUTH                     (?i)TLS|TLS-C|SSL         502
      any  AUTH                     .+                        504
      any  PBSZ                     [0-9]{1,9}                503
      any  PROT                     (?i)[CSEP]                503
      any  PROT                     .+                        504
      any  ADAT MIC CONF ENC        .*                        502
      any  OPTS                     (?i)UTF-?8( (ON|NLST)?)?  state
      any  OPTS                     (?i)UTF-?8 OFF            state  OPTS UTF8 OFF
      any  OPTS                     (?i)UTF-?8 OFF            504
      any  OPTS                     (?i)MLST( [^ ]*)?         state
      any  OPTS                     (?i)HASH( (SHA-256|SHA-512|SHA-1|MD5|CRC32))?  state  HASH
      any  OPTS                     (?i)HASH .+               504  HASH
      any  OPTS                     (?i)MODE Z LEVEL [0-9]    200  MODE Z
      in   SMNT COMB                .*                        502
      in   CCC                      [ ]*                      533
      in   SSCN                     (?i)ON                    504
      in   SSCN                     (?i)|OFF                  503
      in   CDUP PWD PASV LPSV ABOR CPSV  [ ]*                 state
      in   CWD RNFR RNTO DELE MKD RMD SIZE MDTM  .+           state
      in   RETR STOR APPE HASH      .+                        state
      in   LIST NLST MLSD STOU MLST STAT AVBL    .*           state
      in   XCRC XMD5 XSHA1 XSHA256 XSHA512       .+           state
      in   MFMT MFCT                \\d{14}(\\.\\d{1,18})? .+    state
      in   MFF                      .+                        state
      in   PORT                     OCTET(,OCTET){5}          state
      in   EPRT                     ([|!])1\\1OCTET([.]OCTET){3}\\1[0-9]{1,5}\\1  state
      in   EPRT                     ([|!])2\\1[0-9a-f:]*:[0-9a-f:]*\\1[0-9]{1,5}\\1  522
      in   EPRT                     ([|!])[03-9][0-9]{0,4}\\1.*\\1[0-9]{1,5}\\1  522
      in   LPRT                     4,4(,OCTET){4},2(,OCTET){2}  state
      in   LPRT                     6,16(,OCTET){16},2,0+,0+  501
      in   LPRT                     6,16(,OCTET){16},2(,OCTET){2}  521
      in   LPRT                     (?!0*[46],)OCTET(,OCTET){1,63}  521
      in   EPSV                     (?i)[12]?|ALL             state
      in   EPSV                     NUMBER               522
      in   TYPE                     (?i)A( N)?|I|L 8          state
      in   TYPE                     (?i)A [TC]                state  TYPE A T
      in   TYPE                     (?i)E( [NTC])?            state  TYPE E
      in   TYPE                     (?i)A [TC]|L [0-9]{1,3}|[^AIL].*  504
      in   STRU                     (?i)F                     state
      in   STRU                     (?i)R                     state  STRU R
      in   MODE                     (?i)S                     state
      in   MODE                     (?i)B                     state  MODE B
      in   MODE                     (?i)C                     state  MODE C
      in   MODE                     (?i)Z                     state  MODE Z
      in   STRU MODE                .+                        504
      in   ALLO                     NUMBER( R NUMBER)?  202
      in   REST                     NUMBER               state
      in   RANG                     NUMBER NUMBER   state
      in   SITE                     (?i)HELP( .*)?            214
      in   SITE                     (?i)CHMOD (0[0-7]{3}|[0-7]{1,3}) .+  state
      in   SITE                     (?i)CHMOD( .*)?           501
      in   SITE                     (?i)UMASK( |( 0?[0-7]{1,3}))?  state
      in   SITE                     (?i)UMASK .*              501
      in   SITE                     (?i)(COPY|SYMLINK|UTIME)( .*)?  state
      in   SITE                     [^ ].*                    504
      """;

  private static final List<Rule> RULES = ROWS.lines().map(Syntax::rule).toList();

  private Syntax() {}

  /// @param code empty where the reply depends on the session
  record Rule(
      boolean anytime, Set<String> verbs, Pattern argument, Optional<Integer> code, String offer) {}

  private static Rule rule(String row) {
    String[] words = row.split(" {2,}", 5);
    return new Rule(
        words[0].equals("any"),
        Set.of(words[1].split(" ")),
        pattern(words[2]),
        words[3].equals("state") ? Optional.empty() : Optional.of(Integer.valueOf(words[3])),
        words.length > 4 ? words[4] : "");
  }

  /// An expression in which names stand for parts of arguments.
  static Pattern pattern(String text) {
    return Pattern.compile(
        "(?s)"
            + text.replace("OCTET", "(?:25[0-5]|2[0-4]\\d|[01]?\\d?\\d)")
                .replace("NUMBER", "(?:[0-9]{1,18}|[0-8][0-9]{18}|922337203685477580[0-7])")
                .replace("LABEL", "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"));
  }

  /// @param host in dots
  record Address(String host, int port) {}

  /// The address in a well-formed argument.
  static Address address(String verb, String argument) {
    String[] words = argument.split("[,.|!]");
    int skipped = verb.equals("PORT") ? 0 : 2;
    int last = Integer.parseInt(words[words.length - 1]);
    return new Address(
        String.join(".", List.of(words).subList(skipped, skipped + 4)),
        verb.equals("EPRT") ? last : 256 * Integer.parseInt(words[words.length - 2]) + last);
  }

  /// Whether there is such a verb, here or for those who have not logged in.
  static boolean knows(String verb, boolean stranger) {
    return RULES.stream()
        .filter(rule -> rule.anytime || !stranger)
        .anyMatch(rule -> rule.verbs.contains(verb));
  }

  /// The reply to a verb with an argument; empty if it depends on the session.
  static Optional<Integer> code(String verb, String argument, Set<String> offers) {
    return RULES.stream()
        .filter(rule -> rule.verbs.contains(verb))
        .filter(rule -> rule.offer.isEmpty() || offers.contains(rule.offer))
        .filter(rule -> rule.argument.matcher(argument).matches())
        .findFirst()
        .map(Rule::code)
        .orElse(Optional.of(501));
  }
}
