package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.Resume;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// `ferry get URL... [-o FILE | -d DIR]`.
final class GetCommand implements Command {
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<List<String>> urls = options.arguments("URL");
  private final Option<Optional<String>> file = options.text("-o", "FILE");
  private final Option<Optional<String>> directory = options.text("-d", "DIR");
  private final Option<Boolean> resume = options.flag("--resume");
  private final Option<Boolean> json = options.flag("--json");
  private final Streams streams;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    List<FtpUrl> files = Urls.parseFiles(urls.value(), "name the files in it; ferry ls shows them");
    check(files);
    var format = json.value() ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(connection.plan(), format, streams);
    if (isStandardOutput()) {
      var errand = new CatErrand(files.getFirst(), new DataOut(streams.out()));
      return run.run(List.of(errand)).number();
    }
    GetErrand.Target target =
        file.value().isPresent()
            ? new GetErrand.Target.Named(LocalPath.parse("-o", file.value().get()))
            : new GetErrand.Target.Into(
                directory.value().isPresent()
                    ? LocalPath.parse("-d", directory.value().get())
                    : Path.of(""));
    Resume part = resume.value() ? Resume.YES : Resume.NO;
    return run.run(files.stream().map(url -> new GetErrand(url, target, part, run.view())).toList())
        .number();
  }

  private void check(List<FtpUrl> files) throws MistakeException {
    if (file.value().isPresent() && directory.value().isPresent()) {
      throw new MistakeException("-o and -d contradict each other; leave one out");
    }
    if (file.value().isPresent() && files.size() > 1) {
      throw new MistakeException("-o is for one URL; give a directory with -d");
    }
    if (isStandardOutput() && (resume.value() || json.value())) {
      throw new MistakeException(
          "-o -: standard output takes the file alone, from its beginning; leave %s out"
              .formatted(resume.value() ? "--resume" : "--json"));
    }
    if (resume.value()) {
      Urls.refuseToResumeText(files);
    }
    var names = new HashSet<Optional<String>>();
    for (FtpUrl url : files) {
      if (!names.add(url.name())) {
        throw new MistakeException(
            url + ": another URL ends in the same name; get them one by one, with -o FILE");
      }
    }
  }

  private boolean isStandardOutput() {
    return file.value().filter("-"::equals).isPresent();
  }
}
