package io.ferryftp.tests.peers;

import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// pyftpdlib, a library, in a small program of Python.
final class PyFtpdLib implements PeerServer {
  private static final String PROGRAM =
      """
      import sys
      from pyftpdlib.authorizers import DummyAuthorizer
      from pyftpdlib.servers import FTPServer
      user, password, home, host, port, first, last, seconds = sys.argv[1:9]
      authorizer = DummyAuthorizer()
      authorizer.add_user(user, password, home, perm="elradfmwMT")
      if len(sys.argv) > 9:
          from pyftpdlib.handlers import TLS_FTPHandler as Handler
          Handler.certfile, Handler.keyfile = sys.argv[9:11]
          Handler.tls_control_required = sys.argv[11] == "true"
          Handler.tls_data_required = sys.argv[11] == "true"
      else:
          from pyftpdlib.handlers import FTPHandler as Handler
      Handler.authorizer = authorizer
      if int(seconds):
          Handler.timeout = int(seconds)
          Handler.dtp_handler.timeout = int(seconds)
          Handler.passive_dtp.timeout = int(seconds)
          Handler.active_dtp.timeout = int(seconds)
      Handler.passive_ports = range(int(first), int(last) + 1)
      FTPServer((host, int(port)), Handler).serve_forever()
      """;

  @Override
  public String name() {
    return "pyftpdlib";
  }

  @Override
  public RunningServer start(Site site) throws IOException, InterruptedException {
    Path program = site.write("server.py", PROGRAM);
    var command = new ArrayList<>(python(site));
    command.addAll(List.of(program.toString(), Site.USER, Site.PASSWORD));
    command.addAll(List.of(site.served().toString(), site.host(), "" + site.port()));
    command.addAll(List.of("" + Site.FIRST_PASSIVE, "" + Site.LAST_PASSIVE));
    command.add("" + (site.is(Site.Manner.IMPATIENT) ? Site.SHORT_SECONDS : 0));
    if (site.protection().isPresent()) {
      CertificateFiles files = Protection.certificate(site);
      command.addAll(List.of(files.chain().toString(), files.key().toString()));
      command.add("" + site.isProtectionRequired());
    }
    return ChildServer.start(site, command);
  }

  /// A Python that has the library, installed or unpacked.
  private static List<String> python(Site site) throws IOException, InterruptedException {
    String unpacked =
        Program.unpackedPath("usr/lib/python3/dist-packages").map(Path::toString).orElse("");
    for (Optional<Program> python : List.of(systemPython(), Program.find("python3"))) {
      if (python.isPresent()) {
        var env = new Peer("env", Path.of("/usr/bin/env"));
        List<String> start =
            List.of("PYTHONPATH=" + unpacked, python.get().file().toString(), "-Wignore");
        var probe =
            Stream.concat(start.stream(), Stream.of("-c", "import pyftpdlib.servers")).toList();
        if (env.run(site.scratch(), Duration.ofSeconds(60), probe).exit() == 0) {
          return Stream.concat(Stream.of(env.program().toString()), start.stream()).toList();
        }
      }
    }
    return Assumptions.abort("peer pyftpdlib is not installed");
  }

  /// Debian's own, for which the package was made.
  private static Optional<Program> systemPython() {
    return Optional.of(new Program(Path.of("/usr/bin/python3"), List.of()))
        .filter(python -> python.file().toFile().canExecute());
  }
}
