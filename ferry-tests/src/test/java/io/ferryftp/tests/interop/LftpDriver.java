package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// lftp, by a script.
final class LftpDriver implements Driver {
  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    var script =
        new ArrayList<>(
            List.of(
                "set cmd:fail-exit yes",
                "set cmd:interactive no",
                "set ftp:ssl-allow " + (visit.way().isProtected() ? "yes" : "no"),
                "set ftp:ssl-force " + (visit.way().isProtected() ? "yes" : "no"),
                "set ftp:ssl-protect-data yes",
                "set ssl:ca-file " + visit.authority(),
                "set ftp:passive-mode " + (visit.way().isActive() ? "no" : "yes"),
                "set net:max-retries 1",
                "set net:timeout 30",
                "open -p %d -u '%s','%s' ftp://%s"
                    .formatted(visit.port(), Visit.USER, Visit.PASSWORD, Visit.HOST)));
    script.add(command(task));
    return visit.runScript(script, "lftp", "--norc", "-f", "/dev/stdin");
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return visit.run("lftp", "--version").out();
  }

  private static String command(Task task) {
    return switch (task) {
      case Task.Listing listing -> "ls " + listing.directory();
      case Task.Fetching get -> "get " + quoted(get.remote()) + " -o " + quoted(get.local());
      case Task.Storing put -> "put " + quoted(put.local()) + " -o " + quoted(put.remote());
      case Task.ResumedFetching get ->
          "get -c " + quoted(get.remote()) + " -o " + quoted(get.local());
      case Task.ResumedStoring put ->
          "put -c " + quoted(put.local()) + " -o " + quoted(put.remote());
      case Task.Deleting deleting -> "rm " + quoted(deleting.remote());
      case Task.Renaming move -> "mv " + quoted(move.from()) + " " + quoted(move.to());
      case Task.MakingDirectory making -> "mkdir " + quoted(making.remote());
      case Task.RemovingDirectory removing -> "rmdir " + quoted(removing.remote());
      case Task.ReadingTime get -> "get " + quoted(get.remote()) + " -o " + quoted(get.local());
      case Task.SettingTime put -> "put " + quoted(put.local()) + " -o " + quoted(put.remote());
    };
  }

  /// As lftp's command line reads it. A name with a leading dash gets a directory in front, because
  /// it would be an option.
  private static String quoted(String name) {
    String safe = name.startsWith("-") ? "./" + name : name;
    return '"' + safe.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
