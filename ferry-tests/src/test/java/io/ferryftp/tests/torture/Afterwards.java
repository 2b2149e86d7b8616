package io.ferryftp.tests.torture;

import java.util.ArrayList;
import java.util.List;

/// What shows that a server of TLS is as good as new behind a row: a new client logs in, lists,
/// uploads and downloads, all of it protected.
final class Afterwards {
  private Afterwards() {}

  /// Whether it is.
  ///
  /// @param row behind which it is asked
  /// @param others who get a passive port beside the one of that client, so that none is kept
  static boolean serves(TortureRow row, Target target, Secured secured, int others)
      throws InterruptedException {
    var lines = new ArrayList<String>();
    lines.add("T0 a new client behind a row");
    lines.addAll(beginning(secured));
    lines.addAll(transfers(row));
    for (int i = 0; i < others; i++) {
      lines.add("-- other" + i);
      lines.addAll(beginning(secured));
      lines.addAll(List.of("C> EPSV", "s> 229"));
    }
    return RowPlay.play(TortureRow.parse(lines), target).verdict() != Verdict.OTHERWISE;
  }

  private static List<String> beginning(Secured secured) {
    return secured == Secured.IMPLICIT
        ? List.of("!> tls", "s> tls", "{greeting}", "{login}", "{private}")
        : List.of("{greeting}", "{tls}", "{login}", "{private}");
  }

  private static List<String> transfers(TortureRow row) {
    return """
    C> TYPE I
    s> 200
    !> extended
    C> NLST
    s> 150 (125)
    {data tls}
    D< {with ROW}
    s> 226
    !> extended
    C> STOR after
    s> 150 (125)
    {data tls}
    D> *5000
    !> data end
    s> 226
    !> extended
    C> RETR after
    s> 150 (125)
    {data tls}
    D< *5000
    s> 226
    C> DELE after
    s> 250
    C> EPSV
    s> 229
    """
        .replace("ROW", row.id())
        .lines()
        .toList();
  }
}
