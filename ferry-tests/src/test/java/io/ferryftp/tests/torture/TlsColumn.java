package io.ferryftp.tests.torture;

import io.ferryftp.tests.torture.TortureTable.Chapter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The chapter of TLS, whose rows are written and played elsewhere.
final class TlsColumn {
  private TlsColumn() {}

  static void write(Chapter chapter, StringBuilder out, List<String> whys) throws IOException {
    out.append("The others are not asked: what they make of TLS depends on their configuration.\n");
    out.append("\n| row | what the client does | Ferry |\n|---|---|---|\n");
    for (String piece : TortureTable.pieces(chapter)) {
      List<String> lines = piece.lines().toList();
      String[] title = lines.getFirst().split(" ", 2);
      String ferry = "";
      var heard = new ArrayList<String>();
      for (String line : lines) {
        if (line.startsWith("elsewhere: ")) {
          ferry = "`" + line.substring("elsewhere: ".length()) + "`";
        } else if (line.startsWith("S> ")) {
          heard.add(line.substring(3).replaceFirst("^(\\d*).*", "$1"));
        } else if (line.startsWith("why: ")) {
          whys.add(title[0] + ": " + line.substring("why: ".length()));
        }
      }
      // "5" and "22" stand for any reply of their kind.
      heard.replaceAll(code -> (code + "xx").substring(0, 3));
      out.append("| ").append(title[0]).append(" | ").append(title[1]).append(" | ");
      out.append(ferry.isEmpty() ? Played.shortened(heard) : ferry).append(" |\n");
    }
  }
}
