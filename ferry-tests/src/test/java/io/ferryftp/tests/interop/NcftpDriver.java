package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// ncftpls, ncftpget and ncftpput for what they do, and ncftp, by a script, for the rest.
final class NcftpDriver implements Driver {
  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    return switch (task) {
      case Task.Listing listing ->
          run(
              visit,
              "ncftpls",
              "ftp://%s:%d/%s/".formatted(Visit.HOST, visit.port(), listing.directory()));
      case Task.Fetching get -> fetch(visit, "-Z", get.remote(), get.local());
      case Task.ResumedFetching get -> fetch(visit, "-z", get.remote(), get.local());
      case Task.ReadingTime get -> fetch(visit, "-Z", get.remote(), get.local());
      case Task.Storing put -> store(visit, "-Z", put.local(), put.remote());
      case Task.ResumedStoring put -> store(visit, "-z", put.local(), put.remote());
      case Task.SettingTime put -> store(visit, "-Z", put.local(), put.remote());
      case Task.Deleting deleting -> shell(visit, "rm " + quoted(deleting.remote()));
      case Task.Renaming move ->
          shell(visit, "rename " + quoted(move.from()) + " " + quoted(move.to()));
      case Task.MakingDirectory making -> shell(visit, "mkdir " + quoted(making.remote()));
      case Task.RemovingDirectory removing -> shell(visit, "rmdir " + quoted(removing.remote()));
    };
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    Peer.Outcome outcome = visit.run("ncftpls", "--version");
    return outcome.out() + outcome.err();
  }

  private static Peer.Outcome fetch(Visit visit, String resume, String remote, String local)
      throws IOException, InterruptedException {
    return run(visit, "ncftpget", resume, "-C", Visit.HOST, named(remote), local);
  }

  private static Peer.Outcome store(Visit visit, String resume, String local, String remote)
      throws IOException, InterruptedException {
    return run(visit, "ncftpput", resume, "-C", Visit.HOST, local, named(remote));
  }

  private static Peer.Outcome run(Visit visit, String program, String... arguments)
      throws IOException, InterruptedException {
    var all =
        new ArrayList<>(
            List.of(
                visit.way().isActive() ? "-E" : "-F",
                "-u",
                Visit.USER,
                "-p",
                Visit.PASSWORD,
                "-P",
                "" + visit.port()));
    all.addAll(List.of(arguments));
    return visit.run(program, all);
  }

  private static Peer.Outcome shell(Visit visit, String command)
      throws IOException, InterruptedException {
    return visit.runScript(
        List.of(
            "set passive " + (visit.way().isActive() ? "off" : "on"),
            "open -u %s -p %s -P %d %s"
                .formatted(Visit.USER, quoted(Visit.PASSWORD), visit.port(), Visit.HOST),
            command,
            "quit"),
        "ncftp3");
  }

  /// A leading dash would make it an option.
  private static String named(String remote) {
    return remote.startsWith("-") ? "./" + remote : remote;
  }

  private static String quoted(String name) {
    return '"' + name + '"';
  }
}
