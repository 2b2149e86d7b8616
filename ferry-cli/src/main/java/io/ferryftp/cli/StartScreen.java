package io.ferryftp.cli;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.config.CleartextPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a person reads when the server is up: what is served, to whom, on which ports, what to know
/// about it, and commands that work as they stand.
///
/// @param activePort where active data connections come from
/// @param notes warnings and news of the start, a sentence each
record StartScreen(
    String version,
    Roster roster,
    InetSocketAddress control,
    List<Integer> passivePorts,
    int activePort,
    CleartextPolicy cleartext,
    List<String> notes) {
  private static final int COLUMNS = 80;

  private static final String LOCAL_POLICY =
      "passwords in clear text are accepted from this machine only;"
          + " --tls off accepts them from everywhere, readable on the way";
  private static final String LOCAL_POLICY_FOR_ALL =
      "logins, also anonymous ones, are accepted from this machine only;"
          + " --tls off accepts them from everywhere, readable on the way";
  private static final String OPEN_POLICY =
      "--tls off: passwords and files cross the network readable for everybody on the way";

  /// The screen, line by line.
  List<String> lines(Paint paint) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(paint.strong("Ferry " + version) + " serves");
    served(lines, paint);
    lines.add("");
    lines.add(row("control", HostText.of(control) + reach()));
    lines.add(row("passive", ports() + ", shared by all sessions"));
    lines.add(row("active", activePort == 0 ? "from any free port" : "from port " + activePort));
    roster
        .generated()
        .ifPresent(password -> {
          lines.add("");
          lines.add(row("user", paint.strong(Roster.GENERATED_NAME)));
          lines.add(
              row("password", paint.strong(password.reveal()))
                  + paint.faint("   made for this run, shown only here"));
        });
    lines.add("");
    for (String note : allNotes()) {
      String head = paint.warn("  ! ");
      for (String part : wrapped(note)) {
        lines.add(head + part);
        head = "    ";
      }
    }
    lines.add("");
    lines.add("Try it");
    commands().forEach(command -> lines.add("  " + paint.strong(command)));
    lines.add("");
    return lines;
  }

  private void served(List<String> lines, Paint paint) {
    var rows = new ArrayList<List<String>>();
    for (Roster.User user : roster.users()) {
      rows.add(List.of(shown(user.directory()), user.name(), user.rights().words()));
    }
    roster.anonymous().ifPresent(d -> rows.add(List.of(shown(d), "anonymous", "read-only")));
    int width = rows.stream().mapToInt(r -> r.getFirst().length()).max().orElse(0);
    for (List<String> row : rows) {
      String gap = " ".repeat(width - row.getFirst().length());
      lines.add(
          "  %s%s   to %s, %s"
              .formatted(
                  paint.strong(row.getFirst()), gap, WireText.printable(row.get(1)), row.get(2)));
    }
  }

  private static String shown(ServedDirectory directory) {
    return WireText.printable(directory.home());
  }

  private static List<String> wrapped(String sentence) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!part.isEmpty() && part.length() + 1 + word.length() > COLUMNS - 4) {
        parts.add(part.toString());
        part.setLength(0);
      }
      part.append(part.isEmpty() ? "" : " ").append(word);
    }
    parts.add(part.toString());
    return parts;
  }

  private static String row(String label, String text) {
    return String.format(Locale.ROOT, "  %-10s%s", label, text);
  }

  private String reach() {
    InetAddress address = control.getAddress();
    if (address.isAnyLocalAddress()) {
      return ", every address of this machine";
    }
    return address.isLoopbackAddress() ? ", this machine only" : "";
  }

  private String ports() {
    return (passivePorts.size() == 1 ? "port " : "ports ") + PassivePortsOption.text(passivePorts);
  }

  private List<String> allNotes() {
    var all = new ArrayList<String>();
    all.add(
        switch (cleartext) {
          case LOOPBACK_ONLY ->
              roster.anonymous().isPresent() ? LOCAL_POLICY_FOR_ALL : LOCAL_POLICY;
          case EVERYWHERE -> OPEN_POLICY;
        });
    all.addAll(notes);
    return all;
  }

  /// Commands with this server's address and a user who may log in. Passwords are asked for: on a
  /// command line every user of the machine could read them.
  List<String> commands() {
    String plain = "ftp://" + connectable() + "/";
    String url = plain.indexOf('[') < 0 ? plain : "'" + plain + "'"; // A glob to some shells.
    if (roster.users().isEmpty()) {
      return List.of("curl " + url, "lftp " + url);
    }
    Roster.User user = roster.users().getFirst();
    String name = ShellWord.of(user.name());
    var commands = new ArrayList<String>();
    commands.add("curl --user " + name + " " + url);
    if (user.rights() == Roster.Rights.FULL) {
      commands.add("curl --user " + name + " --upload-file FILE " + url);
    }
    if (user.name().indexOf(',') < 0) { // lftp would take the rest for the password.
      commands.add("lftp -u " + name + " " + url);
    }
    return commands;
  }

  private String connectable() {
    InetAddress address = control.getAddress();
    return address.isAnyLocalAddress() ? "127.0.0.1:" + control.getPort() : HostText.of(control);
  }
}
