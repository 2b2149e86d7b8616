package io.ferryftp.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Commands for a first try that work as they stand, with this server's address and a user who may
/// log in. Passwords are asked for: on a command line every user of the machine could read them.
final class TryIt {
  private static final String ANONYMOUS = "";

  private TryIt() {}

  /// The commands; some have two lines, which are pasted together.
  ///
  /// @param certificate that the server shows; empty: there is no TLS
  static List<String> commands(
      Roster roster, InetSocketAddress control, Optional<ShownCertificate> certificate) {
    String host = host(control, certificate);
    String name = roster.users().stream().findFirst().map(Roster.User::name).orElse(ANONYMOUS);
    boolean mayWrite =
        roster.users().stream()
            .findFirst()
            .filter(u -> u.rights() == Roster.Rights.FULL)
            .isPresent();
    var commands = new ArrayList<String>();
    certificate.ifPresent(shown -> commands.add(ferry(name, host, shown)));
    String curl = "curl" + certificate.map(TryIt::curlOptions).orElse("") + user(" --user ", name);
    String url = url("ftp://" + host + "/");
    commands.add(curl + " " + url);
    if (mayWrite && certificate.isEmpty()) { // With TLS the screen is long enough.
      commands.add(curl + " --upload-file FILE " + url);
    }
    boolean isSelfSigned = certificate.filter(TryIt::isSelfSigned).isPresent();
    if (isSelfSigned && isPlain(name)) {
      commands.add(lftp(name, "ftp://" + host + "/", certificate.get().file()));
    } else if (!isSelfSigned && name.indexOf(',') < 0) { // Behind it lftp expects the password.
      commands.add("lftp" + user(" -u ", name) + " " + url);
    }
    return commands;
  }

  private static String ferry(String name, String host, ShownCertificate certificate) {
    // In a URL only what needs no percent sign; netrc and the question know the rest.
    String user = !name.equals(ANONYMOUS) && isPlain(name) ? name + "@" : "";
    String command = "ferry ls " + url("ftpes://" + user + host + "/");
    return switch (certificate.origin()) {
      case GIVEN -> command;
      case SELF_SIGNED -> command + " --fingerprint \\\n  " + certificate.fingerprint();
    };
  }

  private static String curlOptions(ShownCertificate certificate) {
    return switch (certificate.origin()) {
      case GIVEN -> " --ssl-reqd";
      case SELF_SIGNED ->
          " --ssl-reqd --cacert " + ShellWord.of(certificate.file().toString()) + " \\\n ";
    };
  }

  /// The site stands behind the setting: one that is named outside is opened before `-e` is read.
  private static String lftp(String name, String url, Path authority) {
    String quoted = authority.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    String site = (name.equals(ANONYMOUS) ? "" : "-u " + name + " ") + url;
    return "lftp -e " + ShellWord.of("set ssl:ca-file \"" + quoted + "\";\n  open " + site);
  }

  private static boolean isSelfSigned(ShownCertificate certificate) {
    return certificate.origin() == ShownCertificate.Origin.SELF_SIGNED;
  }

  private static boolean isPlain(String name) {
    return name.matches("[A-Za-z0-9._-]*");
  }

  private static String user(String option, String name) {
    return name.equals(ANONYMOUS) ? "" : option + ShellWord.of(name);
  }

  private static String url(String plain) {
    return plain.indexOf('[') < 0 ? plain : "'" + plain + "'"; // A glob to some shells.
  }

  private static String host(InetSocketAddress control, Optional<ShownCertificate> certificate) {
    Optional<String> named =
        certificate
            .filter(shown -> shown.origin() == ShownCertificate.Origin.GIVEN)
            .flatMap(ShownCertificate::host)
            .map(name -> name.indexOf(':') < 0 ? name : "[" + name + "]");
    if (named.isPresent()) {
      return named.get() + ":" + control.getPort();
    }
    InetAddress address = control.getAddress();
    return address.isAnyLocalAddress() ? "127.0.0.1:" + control.getPort() : HostText.of(control);
  }
}
