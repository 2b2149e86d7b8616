package io.ferryftp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `ferry cat URL...`.
@Command(name = "cat")
final class CatCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private ClientOptions options = new ClientOptions();

  @Parameters(arity = "1..*", paramLabel = "URL")
  private List<String> urls = new ArrayList<>();

  CatCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws MistakeException {
    var files = Urls.parseFiles(urls, "ferry ls shows it");
    var run = new ClientRun(options.plan(), Report.Format.HUMAN, streams);
    var out = new DataOut(streams.out());
    return run.run(files.stream().map(url -> new CatErrand(url, out)).toList()).number();
  }
}
