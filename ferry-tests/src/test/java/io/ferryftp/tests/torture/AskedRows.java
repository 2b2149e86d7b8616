package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which rows the others were asked, so that a row that has changed since is noticed. `asked.txt`
/// beside the tables has a line a row: its number, and its print when each server was asked.
///
/// @param prints by row and server
record AskedRows(Map<String, Map<String, String>> prints) {
  private static final Path FILE =
      Repository.root()
          .resolve("ferry-tests/src/test/resources/io/ferryftp/tests/torture/asked.txt");

  private static final String NEVER = "-";

  static AskedRows read() throws IOException {
    var prints = new HashMap<String, Map<String, String>>();
    for (String line : Files.exists(FILE) ? Files.readAllLines(FILE) : List.<String>of()) {
      String[] words = line.split(" ", -1);
      var row = new HashMap<String, String>();
      for (int i = 0; i < ConformancePage.OTHERS.size(); i++) {
        row.put(ConformancePage.OTHERS.get(i), words[1 + i]);
      }
      prints.put(words[0], row);
    }
    return new AskedRows(prints);
  }

  /// A server has been asked a row as it stands.
  void put(TortureRow row, String server) {
    prints.computeIfAbsent(row.id(), _ -> new HashMap<>()).put(server, row.print());
  }

  /// Whether a server was asked a row as it stands.
  boolean has(TortureRow row, String server) {
    return print(row, server).equals(row.print());
  }

  private String print(TortureRow row, String server) {
    return prints.getOrDefault(row.id(), Map.of()).getOrDefault(server, NEVER);
  }

  void write() throws IOException {
    var out = new StringBuilder();
    for (TortureRow row : TortureTable.all()) {
      if (!row.isForFerryOnly()) {
        out.append(row.id());
        ConformancePage.OTHERS.forEach(server -> out.append(' ').append(print(row, server)));
        out.append('\n');
      }
    }
    Files.writeString(FILE, out.toString());
  }
}
