package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.FtpException;
import java.util.List;
import java.util.Map;

/// `ferry rm|mkdir|rmdir URL...`: one operation on every URL.
final class PathCommand implements Command {
  private final Operation operation;
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<List<String>> urls = options.arguments("URL");
  private final Option<Boolean> json = options.flag("--json");
  private final Streams streams;

  /// What is done; named as its command is.
  enum Operation {
    RM {
      @Override
      void on(FtpClient client, String pathname) throws FtpException {
        client.delete(pathname);
      }
    },
    MKDIR {
      @Override
      void on(FtpClient client, String pathname) throws FtpException {
        client.makeDirectory(pathname);
      }
    },
    RMDIR {
      @Override
      void on(FtpClient client, String pathname) throws FtpException {
        client.removeDirectory(pathname);
      }
    };

    abstract void on(FtpClient client, String pathname) throws FtpException;
  }

  private record OneUrl(FtpUrl url, Operation operation) implements Errand {
    @Override
    public Map<String, Object> run(FtpClient client) throws FtpException {
      operation.on(client, url.pathname());
      return Map.of("done", operation.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  PathCommand(Operation operation, Streams streams) {
    this.operation = operation;
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    List<FtpUrl> paths =
        operation == Operation.RM
            ? Urls.parseFiles(urls.value(), "ferry rmdir removes it when it is empty")
            : Urls.parse(urls.value());
    for (FtpUrl url : paths) {
      if (url.name().isEmpty()) {
        throw new MistakeException(url + ": this URL has no name at its end; add one");
      }
    }
    var format = json.value() ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(connection.plan(), format, streams);
    return run.run(paths.stream().map(url -> new OneUrl(url, operation)).toList()).number();
  }
}
