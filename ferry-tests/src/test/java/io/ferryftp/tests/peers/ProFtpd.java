package io.ferryftp.tests.peers;

import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/// ProFTPD with an account file of its own, which also runs for an ordinary user.
final class ProFtpd implements PeerServer {
  @Override
  public String name() {
    return "proftpd";
  }

  @Override
  public Map<Difference, String> differences() {
    return Map.of(
        Difference.TILDE_IS_HOME, "it expands ~ as a shell does",
        Difference.FILE_NAMES_NOT_FOR_DIRECTORIES, "its MKD refuses *");
  }

  @Override
  public Set<Protection.Beginning> beginnings() {
    return EnumSet.allOf(Protection.Beginning.class);
  }

  @Override
  public RunningServer start(Site site) throws IOException {
    Program program = Program.require("proftpd");
    Owner owner = Owner.current();
    // Nobody else may read the accounts, or it refuses to start.
    var secret = PosixFilePermissions.fromString("rw-------");
    Path accounts = site.write("passwd", owner.passwdLine(site.served().toString()));
    Path groups = site.write("group", owner.groupLine());
    Files.setPosixFilePermissions(accounts, secret);
    Files.setPosixFilePermissions(groups, secret);
    Path config =
        site.write(
            "proftpd.conf",
            protection(site) + manners(site) + configuration(site, accounts, groups));
    return ChildServer.start(site, program.command("-n", "-q", "-c", config.toString()));
  }

  /// Data connections have to resume the session of their control connection, which is its default,
  /// unless the site says otherwise.
  private static String protection(Site site) throws IOException {
    if (site.protection().isEmpty()) {
      return "";
    }
    Path modules =
        Program.unpackedPath("usr/lib/proftpd")
            .or(() -> Optional.of(Path.of("/usr/lib/proftpd")))
            .filter(directory -> Files.exists(directory.resolve("mod_tls.so")))
            .orElseGet(() -> Assumptions.abort("peer proftpd has no TLS: proftpd-mod-crypto"));
    CertificateFiles files = Protection.certificate(site);
    return """
    ModulePath %1$s
    LoadModule mod_tls.c
    TLSEngine on
    TLSRequired %2$s
    %7$s
    TLSECCertificateFile %3$s
    TLSECCertificateKeyFile %4$s
    TLSVerifyClient off
    TLSCACertificateFile %8$s
    TLSLog %5$s
    %6$s
    """
        .formatted(
            modules,
            site.isProtectionRequired() ? "on" : "off",
            files.chain(),
            files.key(),
            site.scratch().resolve("tls.log"),
            options(site),
            site.protection()
                .flatMap(Protection::only)
                .map(only -> "TLSProtocol " + only.word())
                .orElse(""),
            files.chain().resolveSibling("authority.pem"));
  }

  private static String options(Site site) {
    var options = new ArrayList<String>();
    if (site.isImplicit()) {
      options.add("UseImplicitSSL");
    }
    if (site.is(Site.Manner.UNBOUND)) {
      options.add("NoSessionReuseRequired");
    }
    return options.isEmpty() ? "" : "TLSOptions " + String.join(" ", options);
  }

  private static String manners(Site site) {
    String confined = site.is(Site.Manner.CONFINED) ? "DefaultRoot ~\n" : "";
    return site.is(Site.Manner.IMPATIENT)
        ? confined
            + """
            TimeoutIdle %1$d
            TimeoutLogin %1$d
            TimeoutNoTransfer %1$d
            TimeoutStalled %1$d
            %2$s
            """
                .formatted(
                    Site.SHORT_SECONDS,
                    site.protection().isPresent()
                        ? "TLSTimeoutHandshake " + Site.SHORT_SECONDS
                        : "")
        : confined;
  }

  private static String configuration(Site site, Path accounts, Path groups) throws IOException {
    return """
    ServerName peer
    ServerType standalone
    DefaultServer on
    UseIPv6 %s
    DefaultAddress %s
    Port %d
    PassivePorts %d %d
    User %s
    Group %s
    Umask 022
    UseReverseDNS off
    AuthOrder mod_auth_file.c
    AuthUserFile %s
    AuthGroupFile %s
    RequireValidShell off
    RootLogin on
    AllowOverwrite on
    AllowStoreRestart on
    AllowRetrieveRestart on
    ControlsEngine off
    DelayEngine off
    ScoreboardFile none
    PidFile %s
    SystemLog %s
    TransferLog none
    WtmpLog off
    """
        .formatted(
            site.isIpv6() ? "on" : "off",
            site.host(),
            site.port(),
            Site.FIRST_PASSIVE,
            Site.LAST_PASSIVE,
            Files.getOwner(site.scratch()).getName(),
            Files.readAttributes(site.scratch(), PosixFileAttributes.class).group().getName(),
            accounts,
            groups,
            site.scratch().resolve("proftpd.pid"),
            site.scratch().resolve("proftpd.log"));
  }
}
