package io.ferryftp.tests.peers;

import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;

/// Pure-FTPd with accounts of the system, because its own kind may not belong to root. Its login
/// directory is not `/`.
final class PureFtpd implements PeerServer {
  @Override
  public String name() {
    return "pure-ftpd";
  }

  @Override
  public Map<Difference, String> differences() {
    return Map.of(
        Difference.NAMES_DOTS, "its NLST is that of ls -a",
        Difference.OUTER_BLANKS_CHANGE, "its STOR stores `_leading`",
        Difference.NO_TICKETS, "it sets SSL_OP_NO_TICKET",
        Difference.NO_BACKSLASH, "it prohibits the name",
        Difference.FILE_NAMES_NOT_FOR_DIRECTORIES, "its CWD takes ~ for the home directory");
  }

  @Override
  public RunningServer start(Site site) throws IOException, InterruptedException {
    Program program = Program.require("pure-ftpd");
    var command =
        new ArrayList<>(
            program.command(
                site.isIpv6() ? "--ipv6only" : "--ipv4only",
                "--bind=" + site.host() + "," + site.port(),
                "--passiveportrange=" + Site.FIRST_PASSIVE + ":" + Site.LAST_PASSIVE,
                "--login=unix",
                "--minuid=0",
                "--noanonymous",
                "--dontresolve",
                "--limitrecursion=100000:5",
                "--syslogfacility=none",
                "--altlog=clf:" + site.scratch().resolve("transfers.log"),
                "--pidfile=" + site.scratch().resolve("pure-ftpd.pid")));
    if (site.protection().isPresent()) {
      // Nothing in clear, on either connection, or whatever the client wants.
      command.add(site.isProtectionRequired() ? "--tls=3" : "--tls=1");
      CertificateFiles files = Protection.certificate(site);
      command.add("--certfile=" + files.chain() + "," + files.key());
    }
    if (site.is(Site.Manner.IMPATIENT)) {
      command.add("--maxidletime=1"); // minute, the least there is
    }
    return ChildServer.start(site, PrivateAccounts.with(site, name(), command));
  }
}
