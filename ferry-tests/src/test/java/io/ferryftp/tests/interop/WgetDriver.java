package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// wget, which only fetches.
final class WgetDriver implements Driver {
  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--no-config",
                "--no-hsts",
                "--no-verbose",
                "--tries=1",
                "--timeout=30",
                "--user=" + Visit.USER,
                "--password=" + Visit.PASSWORD,
                "--ca-certificate=" + visit.authority()));
    if (visit.way().isActive()) {
      arguments.add("--no-passive-ftp");
    }
    String place =
        (visit.way().isProtected() ? "ftps" : "ftp") + "://" + Visit.HOST + ":" + visit.port();
    arguments.addAll(
        switch (task) {
          case Task.Listing listing ->
              List.of("--output-document=-", place + "/" + listing.directory() + "/");
          case Task.Fetching get ->
              List.of(
                  "--output-document=" + get.local(),
                  place + "/" + CurlDriver.encoded(get.remote()));
          case Task.ResumedFetching get ->
              List.of(
                  "--continue",
                  "--output-document=" + get.local(),
                  place + "/" + CurlDriver.encoded(get.remote()));
          // A time is kept under the server's name alone.
          case Task.ReadingTime get ->
              List.of("--timestamping", place + "/" + CurlDriver.encoded(get.remote()));
          case Task.Storing _,
              Task.ResumedStoring _,
              Task.Deleting _,
              Task.Renaming _,
              Task.MakingDirectory _,
              Task.RemovingDirectory _,
              Task.SettingTime _ ->
              throw Driver.notInTheClient(task);
        });
    Peer.Outcome outcome = visit.run("wget", arguments);
    return new Peer.Outcome(
        outcome.command(), outcome.exit(), withoutEntities(outcome.out()), outcome.err());
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return visit.run("wget", "--version").out();
  }

  /// It shows directories as pages.
  private static String withoutEntities(String page) {
    return page.replace("&#32;", " ").replace("&quot;", "\"").replace("&amp;", "&");
  }
}
