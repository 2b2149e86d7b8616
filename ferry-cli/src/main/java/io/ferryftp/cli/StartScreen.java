package io.ferryftp.cli;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.config.TlsPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a person reads when the server is up: what is served, to whom, on which ports, what to know
/// about it, and commands that work as they stand.
///
/// @param implicit where connections come in that begin with TLS
/// @param activePort where active data connections come from
/// @param certificates the standard one first; none with [TlsPolicy#OFF]
/// @param engine which implementation of TLS is in use
/// @param notes warnings and news of the start, a sentence each
record StartScreen(
    String version,
    Roster roster,
    InetSocketAddress control,
    Optional<InetSocketAddress> implicit,
    List<Integer> passivePorts,
    int activePort,
    TlsPolicy tlsPolicy,
    List<ShownCertificate> certificates,
    String engine,
    List<String> notes) {
  private static final int COLUMNS = 80;

  private static final String LOCAL_POLICY =
      "without TLS, passwords are accepted from this machine only;"
          + " --tls optional accepts them from everywhere, readable on the way";
  private static final String LOCAL_POLICY_FOR_ALL =
      "without TLS, logins, also anonymous ones, are accepted from this machine only;"
          + " --tls optional accepts them from everywhere, readable on the way";
  private static final String REQUIRED_POLICY = "--tls required: nobody logs in without TLS";
  private static final String OPTIONAL_POLICY =
      "--tls optional: passwords and files of clients that do not ask for TLS cross the network"
          + " readable for everybody on the way";
  private static final String OPEN_POLICY =
      "--tls off: passwords and files cross the network readable for everybody on the way";
  private static final String NOBODY_VOUCHES =
      "nobody vouches for this certificate: give clients its file or its SHA-256";

  /// The screen, line by line.
  List<String> lines(Paint paint) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(paint.strong("Ferry " + version) + " serves");
    served(lines, paint);
    lines.add("");
    lines.add(row("control", HostText.of(control) + reach()));
    implicit.ifPresent(
        address -> lines.add(row("implicit", HostText.of(address) + ", TLS from the first octet")));
    lines.add(row("passive", ports() + ", shared by all sessions"));
    lines.add(row("active", activePort == 0 ? "from any free port" : "from port " + activePort));
    for (ShownCertificate certificate : certificates) {
      lines.add(row("TLS", certificate.title()));
      lines.add(row("", WireText.printable(certificate.file().toString())));
      lines.add(row("SHA-256", certificate.fingerprint()));
    }
    if (!certificates.isEmpty()) {
      lines.add(row("engine", engine));
    }
    roster
        .generated()
        .ifPresent(password -> {
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
    for (String command : commands()) {
      command.lines().forEach(line -> lines.add("  " + paint.strong(line)));
    }
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
        switch (tlsPolicy) {
          case AUTO -> roster.anonymous().isPresent() ? LOCAL_POLICY_FOR_ALL : LOCAL_POLICY;
          case REQUIRED -> REQUIRED_POLICY;
          case OPTIONAL -> OPTIONAL_POLICY;
          case OFF -> OPEN_POLICY;
        });
    if (certificates.stream().anyMatch(StartScreen::isSelfSigned)) {
      all.add(NOBODY_VOUCHES);
    }
    all.addAll(notes);
    return all;
  }

  private static boolean isSelfSigned(ShownCertificate certificate) {
    return certificate.origin() == ShownCertificate.Origin.SELF_SIGNED;
  }

  /// Commands that work as they stand.
  List<String> commands() {
    return TryIt.commands(roster, control, certificates.stream().findFirst());
  }
}
