package io.ferryftp.tests.client;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.testkit.script.PatternOctets;
import io.ferryftp.testkit.script.ScriptLine.DataLine;
import io.ferryftp.testkit.script.Template;
import io.ferryftp.testkit.script.Transcript;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of the tables of hostile servers; `rows.txt` says what stands in it.
///
/// @param id such as `C31.2`
/// @param sentence what the server does
/// @param words by their key, without those of the transcripts
/// @param transcripts one a control connection
record ClientRow(
    String id, String sentence, Map<String, String> words, List<Transcript> transcripts) {
  static final String USER = "ferry";
  static final String PASSWORD = "sesame-4711";
  static final String ACCOUNT = "sesame-4711-account";

  private static final String LOGIN =
      "S> 220 ready\nC> USER ferry\nS> 331 send password\nC> PASS sesame-4711\nS> 230 in\n";
  private static final String TLS = "S> 220 ready\nC> AUTH TLS\nS> 234 go\n!> tls\n";
  private static final String TLS_LOGIN =
      TLS
          + LOGIN.substring(LOGIN.indexOf("C>"))
          + "C> PBSZ 0\nS> 200 ok\nC> PROT P\nS> 200 ok\n!> data tls\n";
  private static final String PASSIVE = "C> EPSV\nS> 229 ok (|||{port}|)\n";
  private static final Map<String, String> SHORT_FORMS =
      Map.of(
          "{login}",
          LOGIN,
          "{tls}",
          TLS,
          "{tls login}",
          TLS_LOGIN,
          "{passive}",
          PASSIVE,
          "{get}",
          PASSIVE + "C> RETR a\nS> 150 opening\n",
          "{mlst}",
          "C> FEAT\nS> 211-can\nS>  MLST type*;size*;modify*;\nS> 211 end\n");

  /// What every server answers at any time.
  private static final String RULES =
      """
      *> TYPE {any}
      S> 200 so be it
      *> NOOP
      S> 200 here
      *> FEAT
      S> 502 what?
      *> SIZE {any}
      S> 502 what?
      *> MDTM {any}
      S> 502 what?
      """;

  ClientRow {
    words = Map.copyOf(words);
    transcripts = List.copyOf(transcripts);
  }

  /// All rows of a table that lies beside this class.
  static List<ClientRow> read(String table) throws IOException {
    String text;
    try (InputStream in = ClientRow.class.getResourceAsStream(table)) {
      if (in == null) {
        throw new IOException("there is no table " + table);
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    var rows = new ArrayList<ClientRow>();
    // The first piece is the text above the rows.
    List<String> pieces = List.of(text.split("\n== ", -1));
    for (String row : pieces.subList(1, pieces.size())) {
      rows.add(parse(row));
    }
    return rows;
  }

  /// What stands behind a key.
  Optional<String> word(String key) {
    return Optional.ofNullable(words.get(key));
  }

  /// The settings of `with:`, such as `limit reply 200`.
  List<String> settings() {
    return word("with").stream().flatMap(all -> List.of(all.split(", ")).stream()).toList();
  }

  /// Octets that are written like the text of a line of data.
  static byte[] octets(String written) {
    String transcript = "D> " + written + (written.endsWith("\\") ? "" : "\\");
    var line = (DataLine) Transcript.parse(transcript).lines().getFirst();
    var out = new ByteArrayOutputStream();
    for (Template.Part part : line.text().parts()) {
      switch (part) {
        case Template.Literal(String text) -> out.writeBytes(WireText.encode(text));
        case Template.Octets(long count) ->
            out.writeBytes(PatternOctets.array(Math.toIntExact(count)));
        case Template.Times(long count, String text) ->
            out.writeBytes(WireText.encode(text.repeat(Math.toIntExact(count))));
        case Template.Any _, Template.Place _ ->
            throw new IllegalArgumentException("not octets: " + written);
      }
    }
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return id + " " + sentence;
  }

  private static ClientRow parse(String row) {
    List<String> lines = row.lines().toList();
    String[] title = lines.getFirst().split(" ", 2);
    var words = new HashMap<String, String>();
    var transcripts = new ArrayList<Transcript>();
    var transcript = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      if (line.equals("--")) {
        transcripts.add(Transcript.parse(transcript + RULES));
        transcript.setLength(0);
      } else if (line.matches("[a-z][a-z ]*: .*")) {
        String[] pair = line.split(": ", 2);
        words.put(pair[0], pair[1]);
      } else {
        transcript.append(SHORT_FORMS.getOrDefault(line, line + "\n"));
      }
    }
    if (!transcript.toString().isBlank()) {
      transcripts.add(Transcript.parse(transcript + RULES));
    }
    return new ClientRow(title[0], title[1], words, transcripts);
  }
}
