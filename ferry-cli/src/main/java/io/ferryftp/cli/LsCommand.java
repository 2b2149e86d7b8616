package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ferry ls URL...`.
@Command(name = "ls")
final class LsCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private ClientOptions options = new ClientOptions();

  @Parameters(arity = "1..*", paramLabel = "URL")
  private List<String> urls = new ArrayList<>();

  @Option(names = "-l")
  private boolean longForm;

  @Option(names = "--json")
  private boolean json;

  LsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws MistakeException {
    List<FtpUrl> all = Urls.parse(urls);
    var format = json ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(options.plan(), format, streams);
    var form = ListErrand.Form.NAMES;
    if (longForm) {
      form = ListErrand.Form.LONG;
    }
    if (json) {
      form = ListErrand.Form.JSON;
    }
    var errands = new ArrayList<Errand>();
    for (FtpUrl url : all) {
      Optional<String> heading =
          all.size() == 1 || json
              ? Optional.empty()
              : Optional.of((errands.isEmpty() ? "" : System.lineSeparator()) + url + ":");
      errands.add(new ListErrand(url, form, heading, streams.out(), run.report()));
    }
    return run.run(errands).number();
  }
}
