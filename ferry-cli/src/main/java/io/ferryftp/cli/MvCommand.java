package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.FtpException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ferry mv URL NEWPATH`. NEWPATH is a path of the server, not a URL: relative to the directory of
/// the login unless it begins with `/`; with a `/` at its end it is a directory to move into.
@Command(name = "mv")
final class MvCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private ClientOptions options = new ClientOptions();

  @Parameters(index = "0", paramLabel = "URL")
  private String from = "";

  @Parameters(index = "1", paramLabel = "NEWPATH")
  private String to = "";

  @Option(names = "--json")
  private boolean json;

  private record Move(FtpUrl url, String to) implements Errand {
    @Override
    public Map<String, Object> run(FtpClient client) throws FtpException {
      client.rename(url.pathname(), to);
      return Map.of("to", to);
    }
  }

  MvCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws MistakeException {
    FtpUrl url = Urls.parse(from);
    if (url.name().isEmpty()) {
      throw new MistakeException(url + ": this URL has no name at its end; add one");
    }
    String path = newPath(url);
    var format = json ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(options.plan(), format, streams);
    return run.run(List.of(new Move(url, path))).number();
  }

  private String newPath(FtpUrl url) throws MistakeException {
    if (to.isEmpty()) {
      throw new MistakeException("mv: the new path is empty");
    }
    if (to.contains("://")) {
      throw new MistakeException(
          "mv: the new path is a path on the same server, not a URL; write it as dir/name or"
              + " /dir/name");
    }
    if (to.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      throw new MistakeException("mv: FTP cannot send the line end in the new path");
    }
    return to.endsWith("/") ? to + url.name().orElseThrow() : to;
  }
}
