package io.ferryftp.cli;

import java.util.List;

/// `ferry cat URL...`.
final class CatCommand implements Command {
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<List<String>> urls = options.arguments("URL");
  private final Streams streams;

  CatCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    var files = Urls.parseFiles(urls.value(), "ferry ls shows it");
    var run = new ClientRun(connection.plan(), Report.Format.HUMAN, streams);
    var out = new DataOut(streams.out());
    return run.run(files.stream().map(url -> new CatErrand(url, out)).toList()).number();
  }
}
