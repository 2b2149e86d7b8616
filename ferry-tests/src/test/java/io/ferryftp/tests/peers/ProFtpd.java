package io.ferryftp.tests.peers;

import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

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
  public RunningServer start(Site site) throws IOException {
    Program program = Program.require("proftpd");
    Owner owner = Owner.current();
    // Nobody else may read the accounts, or it refuses to start.
    var secret = PosixFilePermissions.fromString("rw-------");
    Path accounts = site.write("passwd", owner.passwdLine(site.served()));
    Path groups = site.write("group", owner.groupLine());
    Files.setPosixFilePermissions(accounts, secret);
    Files.setPosixFilePermissions(groups, secret);
    Path config = site.write("proftpd.conf", configuration(site, accounts, groups));
    return ChildServer.start(site, program.command("-n", "-q", "-c", config.toString()));
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
