package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The two heirs of BSD's `ftp`, by a script on standard input. Their exit status tells nothing.
///
/// @param program its own name, which it does not share with the other one
record FtpCommandDriver(String program) implements Driver {
  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    var script =
        new ArrayList<>(
            List.of(
                "open " + Visit.HOST + " " + visit.port(),
                "user " + Visit.USER + " " + quoted(Visit.PASSWORD),
                "binary"));
    script.addAll(commands(task));
    script.add("quit");
    return visit.runScript(script, program, "-n", "-v", visit.way().isActive() ? "-A" : "-p");
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return program.equals("tnftp")
        ? visit.runScript(List.of("status"), program, "-n").out()
        : visit.run(program, "--version").out();
  }

  private static List<String> commands(Task task) {
    return switch (task) {
      case Task.Listing listing -> List.of("ls " + listing.directory());
      case Task.Fetching get -> List.of("get " + quoted(get.remote()) + " " + quoted(get.local()));
      case Task.Storing put -> List.of("put " + quoted(put.local()) + " " + quoted(put.remote()));
      case Task.ResumedFetching get ->
          List.of("reget " + quoted(get.remote()) + " " + quoted(get.local()));
      case Task.ResumedStoring put ->
          List.of(
              "restart " + Trial.PART, "put " + quoted(put.local()) + " " + quoted(put.remote()));
      case Task.Deleting deleting -> List.of("delete " + quoted(deleting.remote()));
      case Task.Renaming move -> List.of("rename " + quoted(move.from()) + " " + quoted(move.to()));
      case Task.MakingDirectory making -> List.of("mkdir " + quoted(making.remote()));
      case Task.RemovingDirectory removing -> List.of("rmdir " + quoted(removing.remote()));
      case Task.ReadingTime reading -> List.of("modtime " + quoted(reading.remote()));
      case Task.SettingTime _ -> throw Driver.notInTheClient(task);
    };
  }

  /// Between quotes a backslash is one; outside of them it takes the next character as it is.
  private static String quoted(String name) {
    return name.replaceAll("[\\\\\"' ]", "\\\\$0");
  }
}
