package io.ferryftp.tests.interop;

import io.ferryftp.tests.interop.TableClient.Habit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// `docs/interop.md`, made from [TableClients].
final class InteropPage {
  private static final String OPENING =
      """
      # Clients with Ferry's server

      What the FTP clients of Debian 12 do with Ferry's server, made from the table `TableClients`.
      `InteropTest` keeps this page in step: it runs the real program for each cell and compares
      contents, listings, times, and the connections that the server saw. `./check` runs everything
      in clear and passive, and the transfers of the other ways; `./check --long` runs every cell.

      | sign | meaning |
      | --- | --- |
      | ✓ | yes |
      | (✓) | yes, with `--tls-session-reuse preferred`; refused by default, see below |
      | ✗ | no; the note says what was seen |
      | – | not in the client |

      Names are stored, fetched and listed: two words with two blanks between them,
      `Übergröße 报告`, `say "hi", it's`, and `-dash`. *Resume* goes on in the middle of a file.
      *Set time* is the time that a file has after its upload.

      """;
  private static final String ON_RESUMPTION =
      """
      **Resumed sessions.** Ferry wants every protected data connection to resume the TLS session
      of its control connection ([why](trust.md)). wget takes its session away before the server's
      TLS 1.3 tickets come, so it has none to offer; with `--ciphers=NORMAL:-VERS-TLS1.3` it
      does. Net::FTP looks for the session of a passive data connection under another name than it
      stored it. ftplib needs the [override](ftps-clients.md#clients-with-ferrys-server) of one
      method. rclone runs here with one connection at a time; with several it mixes their sessions.

      """;

  private final List<String> notes = new ArrayList<>();

  private InteropPage() {}

  static String text() {
    return new InteropPage().write();
  }

  private String write() {
    var out = new StringBuilder(OPENING);
    out.append(versions());
    for (Way way : List.of(Way.CLEAR_PASSIVE, Way.CLEAR_ACTIVE, Way.TLS_PASSIVE, Way.TLS_ACTIVE)) {
      out.append(table(way));
    }
    out.append("## Notes\n\n");
    for (int i = 0; i < notes.size(); i++) {
      out.append("%d. %s.%n".formatted(i + 1, notes.get(i)));
    }
    out.append('\n').append(ON_RESUMPTION).append(habits());
    return out.toString();
  }

  private static String versions() {
    String versions =
        TableClients.ALL.stream()
            .map(client ->
                client.version().startsWith(client.name()) || client.version().contains(" ")
                    ? client.name() + " (" + client.version() + ")"
                    : client.name() + " " + client.version())
            .collect(Collectors.joining(", "));
    return "Versions: " + versions + ".\n\n";
  }

  private String table(Way way) {
    List<TableClient> clients =
        TableClients.ALL.stream().filter(client -> client.ways().contains(way)).toList();
    var out = new StringBuilder("## " + heading(way) + "\n\n");
    out.append(row(" ", clients.stream().map(TableClient::name).toList()));
    out.append(row("---", clients.stream().map(_ -> ":-:").toList()));
    for (Operation operation : Operation.values()) {
      out.append(
          row(
              operation.word(),
              clients.stream().map(client -> sign(client, operation, way)).toList()));
    }
    List<String> missing =
        TableClients.ALL.stream()
            .filter(client -> !client.ways().contains(way))
            .map(TableClient::name)
            .toList();
    if (!missing.isEmpty()) {
      out.append("\nNot in the client: ").append(String.join(", ", missing)).append(".\n");
    }
    return out.append('\n').toString();
  }

  private static String heading(Way way) {
    return (way.isProtected() ? "TLS" : "In clear") + (way.isActive() ? ", active" : ", passive");
  }

  private String sign(TableClient client, Operation operation, Way way) {
    return switch (client.claim(operation, way)) {
      case Claim.Yes _ ->
          client.forgetful().contains(way) && !operation.isWithoutData() ? "(✓)" : "✓";
      case Claim.No no -> "✗ " + note(no.why());
      case Claim.Absent absent -> "–" + (absent.note().isEmpty() ? "" : " " + note(absent.note()));
    };
  }

  /// The number of a note, which it gets when it is first needed.
  private String note(String text) {
    if (!notes.contains(text)) {
      notes.add(text);
    }
    return "[" + (notes.indexOf(text) + 1) + "]";
  }

  private static String habits() {
    var out = new StringBuilder("## What they send\n\n");
    out.append("Seen by the server; `InteropTest` looks for it again.\n\n");
    for (TableClient client : TableClients.ALL) {
      out.append("- **").append(client.name()).append("** ");
      out.append(client.habits().stream().map(Habit::note).collect(Collectors.joining("; ")));
      out.append(".\n");
    }
    return out.toString();
  }

  private static String row(String first, List<String> rest) {
    return "| " + first + " | " + String.join(" | ", rest) + " |\n";
  }
}
