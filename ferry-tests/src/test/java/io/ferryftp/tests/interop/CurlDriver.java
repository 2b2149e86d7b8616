package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// curl. What is no transfer goes by `--quote`, as its manual says.
final class CurlDriver implements Driver {
  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of(
                "--disable",
                "--silent",
                "--show-error",
                "--globoff",
                "--connect-timeout",
                "30",
                "--user",
                Visit.USER + ":" + Visit.PASSWORD));
    if (visit.way().isActive()) {
      arguments.addAll(List.of("--ftp-port", "-"));
    }
    if (visit.way().isProtected()) {
      arguments.addAll(List.of("--ssl-reqd", "--cacert", visit.authority().toString()));
    }
    arguments.addAll(options(task));
    arguments.add("ftp://" + Visit.HOST + ":" + visit.port() + "/" + path(task));
    return visit.run("curl", arguments);
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return visit.run("curl", "--version").out();
  }

  private static List<String> options(Task task) {
    return switch (task) {
      case Task.Listing _ -> List.of();
      case Task.Fetching fetching -> List.of("--output", fetching.local());
      case Task.Storing storing -> List.of("--upload-file", storing.local());
      case Task.ResumedFetching fetching ->
          List.of("--continue-at", "-", "--output", fetching.local());
      case Task.ResumedStoring storing ->
          List.of("--continue-at", "-", "--upload-file", storing.local());
      case Task.Deleting deleting -> quote("DELE " + deleting.remote());
      case Task.Renaming renaming -> quote("RNFR " + renaming.from(), "RNTO " + renaming.to());
      case Task.MakingDirectory making -> quote("MKD " + making.remote());
      case Task.RemovingDirectory removing -> quote("RMD " + removing.remote());
      case Task.ReadingTime reading -> List.of("--remote-time", "--output", reading.local());
      case Task.SettingTime _ -> throw Driver.notInTheClient(task);
    };
  }

  /// Commands, and no transfer behind them.
  private static List<String> quote(String... commands) {
    var options = new ArrayList<>(List.of("--head"));
    for (String command : commands) {
      options.addAll(List.of("--quote", command));
    }
    return options;
  }

  private static String path(Task task) {
    return switch (task) {
      case Task.Listing listing -> encoded(listing.directory()) + "/";
      case Task.Fetching fetching -> encoded(fetching.remote());
      case Task.Storing storing -> encoded(storing.remote());
      case Task.ResumedFetching fetching -> encoded(fetching.remote());
      case Task.ResumedStoring storing -> encoded(storing.remote());
      case Task.ReadingTime reading -> encoded(reading.remote());
      case Task.Deleting _,
          Task.Renaming _,
          Task.MakingDirectory _,
          Task.RemovingDirectory _,
          Task.SettingTime _ ->
          "";
    };
  }

  /// A name as it stands in a URL.
  static String encoded(String name) {
    var encoded = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      if (octet > 0 && (Character.isLetterOrDigit(octet) || octet == '.' || octet == '-')) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format("%%%02X", octet));
      }
    }
    return encoded.toString();
  }
}
