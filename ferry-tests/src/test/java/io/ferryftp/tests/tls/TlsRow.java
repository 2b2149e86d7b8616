package io.ferryftp.tests.tls;

import io.ferryftp.testkit.script.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of the table of what clients do; `rows.txt` says what stands in it.
///
/// @param id such as `T157.3`
/// @param sentence what the client does
/// @param words by their key, without those of the transcript
record TlsRow(String id, String sentence, Map<String, String> words, Transcript transcript) {
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "{greeting}",
          "S> 220 {any}\n",
          "{tls}",
          "C> AUTH TLS\nS> 234 {any}\n!> tls\n",
          "{login}",
          "C> USER tester\nS> 331 {any}\nC> PASS secret\nS> 230 {any}\n",
          "{private}",
          "C> PBSZ 0\nS> 200 {any}\nC> PROT P\nS> 200 {any}\n");

  TlsRow {
    words = Map.copyOf(words);
  }

  /// All rows of the table that lies beside this class.
  static List<TlsRow> all() throws IOException {
    String text;
    try (InputStream in = TlsRow.class.getResourceAsStream("rows.txt")) {
      if (in == null) {
        throw new IOException("there is no table");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var rows = new ArrayList<TlsRow>();
    // The first piece is the text above the rows.
    List<String> pieces = List.of(text.split("\n== ", -1));
    for (String piece : pieces.subList(1, pieces.size())) {
      rows.add(parse(piece.lines().toList()));
    }
    return rows;
  }

  private static TlsRow parse(List<String> lines) {
    String[] title = lines.getFirst().split(" ", 2);
    var words = new HashMap<String, String>();
    var transcript = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      if (line.matches("[a-z]+: .*")) {
        String[] pair = line.split(": ", 2);
        words.put(pair[0], pair[1]);
      } else if (!line.isBlank()) {
        transcript.append(SHORT_FORMS.getOrDefault(line, line + "\n"));
      }
    }
    return new TlsRow(title[0], title[1], words, Transcript.parse(transcript.toString()));
  }

  /// What stands behind a key.
  Optional<String> word(String key) {
    return Optional.ofNullable(words.get(key));
  }

  @Override
  public String toString() {
    return id + " " + sentence;
  }
}
