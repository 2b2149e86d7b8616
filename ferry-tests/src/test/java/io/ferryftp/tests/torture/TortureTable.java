package io.ferryftp.tests.torture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rows of all chapters.
final class TortureTable {
  /// A file of rows.
  ///
  /// @param file on the class path
  /// @param first number in it
  /// @param last number in it
  record Chapter(String name, String title, String file, int first, int last) {}

  static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter("A1", "Octets on the control connection", "a1-octets.txt", 1, 34),
          new Chapter("A2", "Login and state", "a2-login.txt", 35, 54),
          new Chapter("A3", "Setting up data connections", "a3-data.txt", 55, 76),
          new Chapter("A4", "Paths and names", "a4-names.txt", 77, 104),
          new Chapter("A5", "Transfers", "a5-transfers.txt", 105, 134),
          new Chapter("A6", "Parameters and small verbs", "a6-parameters.txt", 135, 150),
          new Chapter("A7", "TLS", "a7-tls.txt", 151, 170),
          new Chapter("A8", "Load and environment", "a8-load.txt", 171, 184));

  private TortureTable() {}

  /// Every row.
  static List<TortureRow> all() throws IOException {
    var rows = new ArrayList<TortureRow>();
    for (Chapter chapter : CHAPTERS) {
      rows.addAll(rows(chapter));
    }
    return rows;
  }

  /// The rows of a chapter.
  static List<TortureRow> rows(Chapter chapter) throws IOException {
    return pieces(chapter).stream().map(piece -> TortureRow.parse(piece.lines().toList())).toList();
  }

  /// The rows of a chapter as they are written, without what stands above the first.
  static List<String> pieces(Chapter chapter) throws IOException {
    String text;
    try (InputStream in = TortureTable.class.getResourceAsStream(chapter.file())) {
      if (in == null) {
        throw new IOException("there is no table " + chapter.file());
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<String> pieces = List.of(("\n" + text).split("\n== ", -1));
    return pieces.subList(1, pieces.size());
  }
}
