package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `ferry ls URL...`.
final class LsCommand implements Command {
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<List<String>> urls = options.arguments("URL");
  private final Option<Boolean> longForm = options.flag("-l");
  private final Option<Boolean> json = options.flag("--json");
  private final Streams streams;

  LsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    List<FtpUrl> all = Urls.parse(urls.value());
    var format = json.value() ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(connection.plan(), format, streams);
    var form = ListErrand.Form.NAMES;
    if (longForm.value()) {
      form = ListErrand.Form.LONG;
    }
    if (json.value()) {
      form = ListErrand.Form.JSON;
    }
    var errands = new ArrayList<Errand>();
    for (FtpUrl url : all) {
      Optional<String> heading =
          all.size() == 1 || json.value()
              ? Optional.empty()
              : Optional.of((errands.isEmpty() ? "" : System.lineSeparator()) + url + ":");
      errands.add(new ListErrand(url, form, heading, streams.out(), run.report()));
    }
    return run.run(errands).number();
  }
}
