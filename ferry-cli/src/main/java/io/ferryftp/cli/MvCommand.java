package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.FtpException;
import java.util.List;
import java.util.Map;

/// `ferry mv URL NEWPATH`. NEWPATH is a path of the server, not a URL: relative to the directory of
/// the login unless it begins with `/`; with a `/` at its end it is a directory to move into.
final class MvCommand implements Command {
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<String> from = options.argument(0, "URL");
  private final Option<String> to = options.argument(1, "NEWPATH");
  private final Option<Boolean> json = options.flag("--json");
  private final Streams streams;

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
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    FtpUrl url = Urls.parse(from.value());
    if (url.name().isEmpty()) {
      throw new MistakeException(url + ": this URL has no name at its end; add one");
    }
    String path = newPath(url);
    var format = json.value() ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(connection.plan(), format, streams);
    return run.run(List.of(new Move(url, path))).number();
  }

  private String newPath(FtpUrl url) throws MistakeException {
    if (to.value().isEmpty()) {
      throw new MistakeException("mv: the new path is empty");
    }
    if (to.value().contains("://")) {
      throw new MistakeException(
          "mv: the new path is a path on the same server, not a URL; write it as dir/name or"
              + " /dir/name");
    }
    if (to.value().chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      throw new MistakeException("mv: FTP cannot send the line end in the new path");
    }
    return to.value().endsWith("/") ? to.value() + url.name().orElseThrow() : to.value();
  }
}
