package io.ferryftp.tests.interop;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Program;
import io.ferryftp.tests.harness.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/// A program that speaks FTPS, in one version of TLS, with nothing but its own options.
enum FtpsClient {
  /// The library.
  FERRY {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) {
      throw new UnsupportedOperationException("it is no process");
    }

    @Override
    Peer.Outcome session(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      FerryErrands.run(errand, steps);
      return new Peer.Outcome(List.of("the library"), 0, "", "");
    }
  },
  /// One connection, and one `--next` for each transfer.
  CURL {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      String operations =
          steps.stream().map(step -> curl(errand, step)).collect(Collectors.joining("next\n"));
      Path config = Files.createTempFile(errand.scratch(), "curl", ".config");
      Files.writeString(config, operations);
      return List.of("curl", "--disable", "--fail-early", "--config", config.toString());
    }
  },
  /// GnuTLS.
  LFTP {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      String commands = steps.stream().map(FtpsClient::lftp).collect(Collectors.joining("\n"));
      return lftp(errand, commands);
    }
  },
  /// `ftplib` with the override of a method that its users write.
  PYTHON {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      return python(errand, "reuse", steps);
    }
  },
  /// `ftplib` as it is, which resumes nothing.
  PLAIN_PYTHON {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      return python(errand, "full", steps);
    }
  },
  /// A module of Node.
  BASIC_FTP {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      Path module =
          Program.unpackedPath("package/dist/Client.js")
              .map(client -> client.resolveSibling(".."))
              .orElseGet(() -> Assumptions.abort("peer basic-ftp is not installed"));
      var command =
          new ArrayList<>(List.of("node", resource("session.js", errand), module.toString()));
      command.addAll(account(errand));
      command.add(errand.version().word());
      command.addAll(FtpsErrand.commands(steps));
      return command;
    }
  },
  /// Go, which keeps one session for all connections to a host. It moves trees.
  RCLONE {
    @Override
    List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
      throw new UnsupportedOperationException("it moves trees");
    }
  };

  private static final int AT_A_TIME = 8;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /// The command line for these steps in one session.
  abstract List<String> command(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException;

  /// These steps in one session.
  Peer.Outcome session(FtpsErrand errand, List<FtpsErrand.Step> steps)
      throws IOException, InterruptedException {
    return run(errand, command(errand, steps));
  }

  /// Everything in one session.
  Peer.Outcome inSeries(FtpsErrand errand) throws IOException, InterruptedException {
    return this == RCLONE ? rclone(errand, 1) : session(errand, errand.steps());
  }

  /// Everything, eight transfers at a time: where the client can by itself, and else in as many
  /// processes as there are parts.
  Peer.Outcome inParallel(FtpsErrand errand) throws Exception {
    return switch (this) {
      case RCLONE -> rclone(errand, AT_A_TIME);
      case LFTP ->
          run(
              errand,
              lftp(
                  errand, "mirror --parallel=8 there got\nmirror --reverse --parallel=8 own back"));
      default -> manyProcesses(errand);
    };
  }

  private Peer.Outcome manyProcesses(FtpsErrand errand) throws Exception {
    var parts = new ArrayList<Callable<Peer.Outcome>>();
    for (int i = 0; i < FtpsErrand.STEPS; i++) {
      List<FtpsErrand.Step> part = errand.part(i);
      parts.add(() -> session(errand, part));
    }
    var outcomes = new ArrayList<Peer.Outcome>();
    try (var pool = Executors.newFixedThreadPool(AT_A_TIME)) {
      for (var done : pool.invokeAll(parts)) {
        outcomes.add(done.get());
      }
    }
    return outcomes.stream()
        .filter(outcome -> outcome.exit() != 0)
        .findFirst()
        .orElseGet(outcomes::getFirst);
  }

  private Peer.Outcome rclone(FtpsErrand errand, int transfers)
      throws IOException, InterruptedException {
    Program program = Program.require("rclone");
    String hidden = run(errand, program.command("obscure", Launch.PASSWORD)).orFail().out().strip();
    Path config =
        Files.writeString(
            errand.scratch().resolve("rclone.conf"),
            """
            [ferry]
            type = ftp
            host = 127.0.0.1
            port = %d
            user = %s
            pass = %s
            explicit_tls = true
            no_check_certificate = true
            disable_tls13 = %s
            """
                .formatted(
                    errand.port(), Launch.USER, hidden, errand.version() == TlsVersion.TLS_1_2));
    String[] options = {
      "--config=" + config,
      "--transfers=" + transfers,
      "--checkers=" + transfers,
      "--retries=1",
      "--low-level-retries=1",
      "--check-first",
      "--ftp-concurrency=" + transfers
    };
    Peer.Outcome fetched =
        run(errand, with(program.command("copy", "ferry:there", "got"), options));
    return fetched.exit() != 0
        ? fetched
        : run(errand, with(program.command("copy", "own", "ferry:back"), options));
  }

  private static Peer.Outcome run(FtpsErrand errand, List<String> command)
      throws IOException, InterruptedException {
    return Peer.require(command.getFirst().contains("/") ? "env" : command.getFirst())
        .run(
            errand.scratch(),
            LIMIT,
            command.getFirst().contains("/") ? command : command.subList(1, command.size()));
  }

  private static String curl(FtpsErrand errand, FtpsErrand.Step step) {
    String version =
        switch (errand.version()) {
          case TLS_1_2 -> "tls-max = 1.2";
          case TLS_1_3 -> "tlsv1.3";
        };
    String url = "url = \"ftp://127.0.0.1:" + errand.port() + "/";
    String transfer =
        switch (step) {
          case FtpsErrand.Step.Listing listing -> url + listing.directory() + "/\"";
          case FtpsErrand.Step.Fetching fetching ->
              url + fetching.remote() + "\"\noutput = \"" + fetching.local() + "\"";
          case FtpsErrand.Step.Storing storing ->
              url + storing.remote() + "\"\nupload-file = \"" + storing.local() + "\"";
        };
    return """
    silent
    show-error
    ssl-reqd
    %s
    cacert = "%s"
    user = "%s:%s"
    %s
    """
        .formatted(version, errand.authority(), Launch.USER, Launch.PASSWORD, transfer);
  }

  private static String lftp(FtpsErrand.Step step) {
    return switch (step) {
      case FtpsErrand.Step.Listing listing -> "cls -1 " + listing.directory();
      case FtpsErrand.Step.Fetching fetching ->
          "get " + fetching.remote() + " -o " + fetching.local();
      case FtpsErrand.Step.Storing storing -> "put " + storing.local() + " -o " + storing.remote();
    };
  }

  private static List<String> lftp(FtpsErrand errand, String commands) throws IOException {
    Path script = Files.createTempFile(errand.scratch(), "lftp", ".script");
    Files.writeString(
        script,
        """
        set cmd:fail-exit yes
        set cmd:interactive no
        set ftp:ssl-force yes
        set ftp:ssl-protect-data yes
        set ssl:ca-file %s
        set ssl:priority NORMAL:-VERS-ALL:+VERS-%s
        set net:max-retries 1
        set net:timeout 30
        set xfer:clobber yes
        open -p %d -u '%s','%s' ftp://127.0.0.1
        %s
        """
            .formatted(
                errand.authority(),
                errand.version().word().replace("v", ""),
                errand.port(),
                Launch.USER,
                Launch.PASSWORD,
                commands));
    return List.of("lftp", "--norc", "-f", script.toString());
  }

  private static List<String> python(FtpsErrand errand, String way, List<FtpsErrand.Step> steps)
      throws IOException {
    var command = new ArrayList<>(List.of("python3", resource("session.py", errand)));
    command.addAll(account(errand));
    command.add(errand.version().word().replace('.', '_'));
    command.add(way);
    command.addAll(FtpsErrand.commands(steps));
    return command;
  }

  private static List<String> account(FtpsErrand errand) {
    return List.of(
        "127.0.0.1",
        "" + errand.port(),
        Launch.USER,
        Launch.PASSWORD,
        errand.authority().toString());
  }

  private static String resource(String name, FtpsErrand errand) throws IOException {
    return Resource.copy(
            "/io/ferryftp/tests/interop/" + name, Files.createTempDirectory(errand.scratch(), "s"))
        .toString();
  }

  private static List<String> with(List<String> command, String... more) {
    var all = new ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }
}
