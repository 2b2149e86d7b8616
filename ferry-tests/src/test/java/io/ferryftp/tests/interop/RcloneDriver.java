package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// rclone, with one connection at a time.
final class RcloneDriver implements Driver {
  /// What `rclone obscure` made of [Visit#PASSWORD].
  private static final String OBSCURED = "cwB3WT1Ae7Mg8bCk8DIqpHuSvWXEmVhT7AI";

  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    return switch (task) {
      case Task.Listing listing -> run(visit, "lsf", "ferry:" + listing.directory());
      case Task.Fetching get -> run(visit, "copyto", "ferry:" + get.remote(), "./" + get.local());
      case Task.Storing put -> run(visit, "copyto", "./" + put.local(), "ferry:" + put.remote());
      case Task.Deleting deleting -> run(visit, "deletefile", "ferry:" + deleting.remote());
      case Task.Renaming move -> run(visit, "moveto", "ferry:" + move.from(), "ferry:" + move.to());
      case Task.MakingDirectory making -> run(visit, "mkdir", "ferry:" + making.remote());
      case Task.RemovingDirectory removing -> run(visit, "rmdir", "ferry:" + removing.remote());
      case Task.ReadingTime get -> run(visit, "copyto", "ferry:" + get.remote(), get.local());
      case Task.SettingTime put -> run(visit, "copyto", put.local(), "ferry:" + put.remote());
      case Task.ResumedFetching _, Task.ResumedStoring _ -> throw Driver.notInTheClient(task);
    };
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return visit.run("rclone", "version").out();
  }

  private static Peer.Outcome run(Visit visit, String... arguments)
      throws IOException, InterruptedException {
    var config =
        Files.writeString(
            visit.scratch().resolve(".rclone.conf"),
            """
            [ferry]
            type = ftp
            host = %s
            port = %d
            user = %s
            pass = %s
            explicit_tls = %s
            """
                .formatted(
                    Visit.HOST, visit.port(), Visit.USER, OBSCURED, visit.way().isProtected()));
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(
        List.of(
            "--config=" + config,
            "--ftp-concurrency=1",
            "--transfers=1",
            "--checkers=1",
            "--check-first",
            "--retries=1",
            "--low-level-retries=1"));
    return visit.run("rclone", all);
  }
}
