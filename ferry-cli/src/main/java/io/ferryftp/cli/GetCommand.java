package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.Resume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ferry get URL... [-o FILE | -d DIR]`.
@Command(name = "get")
final class GetCommand implements Callable<Integer> {
  private final Streams streams;

  @Mixin private ClientOptions options = new ClientOptions();

  @Parameters(arity = "1..*", paramLabel = "URL")
  private List<String> urls = new ArrayList<>();

  @Option(names = "-o", paramLabel = "FILE")
  private Optional<String> file = Optional.empty();

  @Option(names = "-d", paramLabel = "DIR")
  private Optional<String> directory = Optional.empty();

  @Option(names = "--resume")
  private boolean resume;

  @Option(names = "--json")
  private boolean json;

  GetCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws MistakeException {
    List<FtpUrl> files = Urls.parseFiles(urls, "name the files in it; ferry ls shows them");
    check(files);
    var format = json ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(options.plan(), format, streams);
    if (isStandardOutput()) {
      var errand = new CatErrand(files.getFirst(), new DataOut(streams.out()));
      return run.run(List.of(errand)).number();
    }
    GetErrand.Target target =
        file.isPresent()
            ? new GetErrand.Target.Named(LocalPath.parse("-o", file.get()))
            : new GetErrand.Target.Into(
                directory.isPresent() ? LocalPath.parse("-d", directory.get()) : Path.of(""));
    Resume part = resume ? Resume.YES : Resume.NO;
    return run.run(files.stream().map(url -> new GetErrand(url, target, part, run.view())).toList())
        .number();
  }

  private void check(List<FtpUrl> files) throws MistakeException {
    if (file.isPresent() && directory.isPresent()) {
      throw new MistakeException("-o and -d contradict each other; leave one out");
    }
    if (file.isPresent() && files.size() > 1) {
      throw new MistakeException("-o is for one URL; give a directory with -d");
    }
    if (isStandardOutput() && (resume || json)) {
      throw new MistakeException(
          "-o -: standard output takes the file alone, from its beginning; leave %s out"
              .formatted(resume ? "--resume" : "--json"));
    }
    if (resume) {
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
    return file.filter("-"::equals).isPresent();
  }
}
