package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Moves files with curl.
///
/// @param curl the program
/// @param route how it goes
/// @param port of the server
/// @param scratch its working directory
/// @param options more of them
record CurlMover(Peer curl, Route route, int port, Path scratch, List<String> options)
    implements Mover {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  CurlMover(Peer curl, Route route, InetSocketAddress server, Path scratch, String... options) {
    this(curl, route, server.getPort(), scratch, List.of(options));
  }

  @Override
  public void upload(Path local, String name) throws IOException, InterruptedException {
    run("-T", local.toString(), url(name));
  }

  @Override
  public void download(String name, Path local) throws IOException, InterruptedException {
    run("-o", local.toString(), url(name));
  }

  @Override
  public List<String> list(String directory) throws IOException, InterruptedException {
    String path = directory.isEmpty() ? "" : directory + "/"; // "//" would be the root of a URL
    return run("--list-only", url(path)).out().lines().toList();
  }

  @Override
  public void uploadAll(Path local, String directory) throws IOException, InterruptedException {
    var config = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(local)) {
      for (Path file : files) {
        config.add("upload-file = \"" + file + "\"");
        config.add("url = \"" + url(directory + "/" + file.getFileName()) + "\"");
      }
    }
    run("--ftp-create-dirs", "--config", written(config).toString());
  }

  @Override
  public void downloadAll(String directory, List<String> names, Path local)
      throws IOException, InterruptedException {
    var config = new ArrayList<String>();
    for (String name : names) {
      config.add("output = \"" + local.resolve(name) + "\"");
      config.add("url = \"" + url(directory + "/" + name) + "\"");
    }
    run("--config", written(config).toString());
  }

  @Override
  public void resumeUpload(Path local, String name) throws IOException, InterruptedException {
    run("-C", "-", "-T", local.toString(), url(name)); // SIZE, then APPE
  }

  @Override
  public void resumeDownload(String name, Path local) throws IOException, InterruptedException {
    run("-C", "-", "-o", local.toString(), url(name)); // REST, then RETR
  }

  private Peer.Outcome run(String... arguments) throws IOException, InterruptedException {
    var all =
        new ArrayList<>(
            List.of(
                "--disable",
                "--silent",
                "--show-error",
                "--fail-early",
                "--globoff",
                "--connect-timeout",
                "30",
                "--user",
                Launch.USER + ":" + Launch.PASSWORD));
    all.addAll(
        switch (route.mode()) {
          case ACTIVE -> List.of("--ftp-port", "-");
          case PASSIVE -> List.of("--ftp-pasv");
        });
    all.addAll(options);
    all.addAll(List.of(arguments));
    return curl.run(scratch, LIMIT, all).orFail();
  }

  private String url(String path) {
    var encoded = new StringBuilder();
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (octet == '/' || (octet > 0 && Character.isLetterOrDigit(octet))) {
        encoded.append((char) octet);
      } else {
        encoded.append(String.format("%%%02X", octet));
      }
    }
    return "ftp://" + route.family().host() + ":" + port + "/" + encoded;
  }

  private Path written(List<String> config) throws IOException {
    return Files.write(Files.createTempFile(scratch, "curl", ".config"), config);
  }
}
