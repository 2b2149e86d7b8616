package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Repository;
import io.ferryftp.tests.torture.TortureTable.Chapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// `docs/conformance.md`: the rows and Ferry's column come from the table, the columns of the
/// others from the last run that wrote them, which the page itself remembers.
///
/// @param answers of the others, by row and server
/// @param versions of the others, one line each
record ConformancePage(Map<String, Map<String, String>> answers, Map<String, String> versions) {
  static final Path FILE = Repository.root().resolve("docs/conformance.md");

  /// The servers in the order of their columns.
  static final List<String> OTHERS = List.of("vsftpd", "proftpd", "pure-ftpd", "pyftpdlib");

  static final String NOT_ASKED = "–";

  private static final int COLUMNS = 3 + OTHERS.size();
  private static final String VERSION = "* `";

  /// What the page remembers.
  static ConformancePage read() throws IOException {
    var answers = new HashMap<String, Map<String, String>>();
    var versions = new HashMap<String, String>();
    for (String line : Files.exists(FILE) ? Files.readAllLines(FILE) : List.<String>of()) {
      String[] cells = line.split(" *\\| *", -1);
      if (cells.length == COLUMNS + 2 && cells[1].matches("T\\d.*")) {
        var row = new HashMap<String, String>();
        for (int i = 0; i < OTHERS.size(); i++) {
          row.put(OTHERS.get(i), cells[4 + i]);
        }
        answers.put(cells[1], row);
      } else if (line.startsWith(VERSION)) {
        String[] parts = line.substring(VERSION.length()).split("`: ", 2);
        versions.put(parts[0], parts[1]);
      }
    }
    return new ConformancePage(answers, versions);
  }

  /// Takes a result for what the page remembers from now on.
  void put(String row, String server, String answer) {
    answers.computeIfAbsent(row, _ -> new HashMap<>()).put(server, answer);
  }

  /// What a server answered to a row; rows that are not for it are not asked.
  String answer(TortureRow row, String server) {
    return row.isForFerryOnly()
        ? NOT_ASKED
        : Optional.ofNullable(answers.get(row.id()))
            .map(cells -> cells.get(server))
            .orElse(NOT_ASKED);
  }

  /// The whole page.
  String text() throws IOException {
    var out = new StringBuilder();
    out.append("# What servers do when clients misbehave\n\n").append(introduction()).append('\n');
    out.append("| server | as the row wants | tolerable | otherwise | asked | in other tests |\n");
    out.append("|---|---|---|---|---|---|\n").append(totals()).append('\n');
    for (String server : OTHERS) {
      out.append(VERSION).append(server).append("`: ");
      out.append(versions.getOrDefault(server, "not run")).append('\n');
    }
    for (Chapter chapter : TortureTable.CHAPTERS) {
      out.append("\n## ").append(chapter.name()).append(": ").append(chapter.title());
      out.append("\n\n").append(chapter(chapter));
    }
    return out.toString();
  }

  private static String introduction() {
    return """
    One row of the torture table a line, made from \
    [the table](../ferry-tests/src/test/resources/io/ferryftp/tests/torture/README.txt) by a
    test that keeps this page in step. A row's answers are the final and preliminary replies that it
    is about, in their order; `closed` is the end of the control connection, `×100` says how often.
    Ferry's answers are asserted by every `./check`, in larger numbers by `./check --long`; a row
    that another test proves names it, and is counted apart. The columns of the others are
    written by `./check --long --write 'PeerTortureTest'`, which plays the same rows against them:

    * ✓ it answers as the row wants, which is Ferry's answer
    * ~ it answers otherwise, and the RFCs allow that
    * ✗ it does something else: its answer up to there, and a word such as `no answer` (for 10
      seconds), `other data`, `other text`, `not as it has to be` (its files are not), or `hangs`
      (nobody else is served behind the row)
    * – it is not asked, for the reason that stands below the table, or that it has no such port

    Rows are written from Ferry's side, so the marks say how alike servers are, not which is good:
    where an RFC leaves the choice, a row wants what Ferry chose. Each server is configured for one
    local user, confined to the home, who may do everything. For the rows of TLS they have a
    certificate, data connections have to resume a session where that is a server's default, and TLS
    is offered or required, as with Ferry, in the versions and suites that are a server's default
    here, or OpenSSL's `HIGH` for vsftpd, whose own default no longer exists.

    Some answers are chance's and differ from run to run: pyftpdlib's 125 or 150, and what comes of
    ABOR in the middle of a transfer.
    """;
  }

  private String totals() throws IOException {
    List<TortureRow> rows = TortureTable.all();
    var out = new StringBuilder();
    long elsewhere = rows.stream().filter(TortureRow::isElsewhere).count();
    long played = rows.size() - elsewhere;
    out.append("| Ferry | %d | 0 | 0 | %d | %d |%n".formatted(played, played, elsewhere));
    for (String server : OTHERS) {
      List<String> answers =
          rows.stream()
              .map(row -> answer(row, server))
              .filter(a -> !a.endsWith(NOT_ASKED))
              .toList();
      out.append("| ").append(server);
      for (Verdict verdict : Verdict.values()) {
        long count = answers.stream().filter(each -> each.endsWith(verdict.mark())).count();
        out.append(" | ").append(count);
      }
      out.append(" | ").append(answers.size()).append(" | – |\n");
    }
    return out.toString();
  }

  private String chapter(Chapter chapter) throws IOException {
    var out = new StringBuilder();
    out.append("| row | what the client does | Ferry | ").append(String.join(" | ", OTHERS));
    out.append(" |\n").append("|---".repeat(COLUMNS)).append("|\n");
    List<TortureRow> rows = TortureTable.rows(chapter);
    for (TortureRow row : rows) {
      out.append("| ").append(row.id()).append(" | ").append(row.sentence());
      out.append(" | ").append(FerryColumn.of(row));
      for (String server : OTHERS) {
        out.append(" | ").append(answer(row, server));
      }
      out.append(" |\n");
    }
    return out
        + words("Where Ferry decides otherwise, and why:", rows, "why")
        + words("Not played against the others, and why:", rows, "ferry");
  }

  private static String words(String title, List<TortureRow> rows, String key) {
    String lines =
        rows.stream()
            .flatMap(
                row -> row.word(key).stream().map(word -> "* %s: %s%n".formatted(row.id(), word)))
            .collect(Collectors.joining());
    return lines.isEmpty() ? "" : "\n" + title + "\n\n" + lines;
  }
}
