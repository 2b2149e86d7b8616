package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Moves files with lftp.
///
/// @param lftp the program
/// @param route how it goes
/// @param port of the server
/// @param scratch its working directory
record LftpMover(Peer lftp, Route route, int port, Path scratch) implements Mover {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Pattern SENT_ACTIVE = Pattern.compile("---> (PORT|EPRT) ");
  private static final Pattern SENT_PASSIVE = Pattern.compile("---> (PASV|EPSV)");

  LftpMover(Peer lftp, Route route, InetSocketAddress server, Path scratch) {
    this(lftp, route, server.getPort(), scratch);
  }

  @Override
  public void upload(Path local, String name) throws IOException, InterruptedException {
    run("put " + quoted(local) + " -o " + quoted(name));
  }

  @Override
  public void download(String name, Path local) throws IOException, InterruptedException {
    run("get " + quoted(name) + " -o " + quoted(local));
  }

  @Override
  public List<String> list(String directory) throws IOException, InterruptedException {
    return run("cd " + quoted("/" + directory), "cls -1 -a --sort=name")
        .out()
        .lines()
        .map(name -> name.endsWith("/") ? name.substring(0, name.length() - 1) : name)
        .toList();
  }

  @Override
  public void uploadAll(Path local, String directory) throws IOException, InterruptedException {
    run("mirror --reverse --no-perms " + quoted(local) + " " + quoted(directory));
  }

  @Override
  public void downloadAll(String directory, List<String> names, Path local)
      throws IOException, InterruptedException {
    run("mirror --no-perms " + quoted(directory) + " " + quoted(local));
  }

  @Override
  public void resumeUpload(Path local, String name) throws IOException, InterruptedException {
    run("put -c " + quoted(local) + " -o " + quoted(name)); // SIZE, then REST and STOR
  }

  @Override
  public void resumeDownload(String name, Path local) throws IOException, InterruptedException {
    run("get -c " + quoted(name) + " -o " + quoted(local)); // REST, then RETR
  }

  private Peer.Outcome run(String... commands) throws IOException, InterruptedException {
    String passive = route.mode() == Route.Mode.PASSIVE ? "yes" : "no";
    var script =
        """
        debug 9
        set cmd:fail-exit yes
        set cmd:interactive no
        set ftp:ssl-allow no
        set ftp:passive-mode %s
        set net:max-retries 2
        set net:timeout 30
        set net:persist-retries 0
        set xfer:clobber yes
        set xfer:verify no
        open -p %d -u '%s','%s' ftp://%s
        """
            .formatted(passive, port, Launch.USER, Launch.PASSWORD, route.family().host());
    Path file = Files.createTempFile(scratch, "lftp", ".script");
    Files.writeString(file, script + String.join("\n", commands) + "\n");
    Peer.Outcome outcome =
        lftp.run(scratch, LIMIT, List.of("--norc", "-f", file.toString())).orFail();
    // lftp falls back to passive mode, after a while, when active mode does not work.
    Pattern other = route.mode() == Route.Mode.PASSIVE ? SENT_ACTIVE : SENT_PASSIVE;
    assertThat(outcome.err()).doesNotContainPattern(other);
    return outcome;
  }

  /// As lftp's command line reads it. A name with a leading dash gets a directory in front, because
  /// it would be an option.
  private static String quoted(String name) {
    String safe = name.startsWith("-") ? "./" + name : name;
    return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static String quoted(Path path) {
    return quoted(path.toString());
  }
}
