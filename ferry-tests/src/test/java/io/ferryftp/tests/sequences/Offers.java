package io.ferryftp.tests.sequences;

import io.ferryftp.tests.harness.ControlClient;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What Ferry's server can do. The words stand here and are not asked of the server, which must not
/// be believed when one of them has got lost; only what depends on where the files are is looked
/// at.
final class Offers {
  private static final String VERBS =
      """
      ABOR ACCT ALLO APPE AUTH AVBL CCC CDUP CLNT CPSV CSID CWD DELE EPRT EPSV FEAT HASH HELP HOST \
      LANG LIST LPRT LPSV MDTM MFCT MFF MFMT MKD MLSD MLST MODE NLST NOOP OPTS PASS PASV PBSZ PORT \
      PROT PWD QUIT RANG REIN REST RETR RMD RNFR RNTO SITE SIZE SSCN STAT STOR STOU STRU SYST TYPE \
      USER XCRC XMD5 XSHA1 XSHA256 XSHA512\
      """;

  private static final List<String> PARAMETERS =
      List.of("TYPE A T", "TYPE E", "STRU R", "MODE B", "MODE C", "MODE Z", "OPTS UTF8 OFF");

  private Offers() {}

  /// @param client logged in
  /// @param playground its files
  static Set<String> of(ControlClient client, Playground playground) throws IOException {
    var offers = new HashSet<>(List.of(VERBS.split(" ")));
    offers.addAll(PARAMETERS);
    if (client.ask("FEAT").lines().stream().anyMatch(line -> line.strip().equals("MFCT"))) {
      offers.add("Create");
    }
    if (playground.hasLinks()) {
      offers.add("links");
    }
    return Set.copyOf(offers);
  }
}
