package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.LocalName;
import io.ferryftp.client.Resume;
import io.ferryftp.protocol.text.WireText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// `ferry put LOCAL... URL`.
final class PutCommand implements Command {
  private final Options options = new Options();
  private final ClientOptions connection = new ClientOptions(options);
  private final Option<List<String>> words = options.arguments("LOCAL and URL");
  private final Option<Boolean> resume = options.flag("--resume");
  private final Option<Boolean> json = options.flag("--json");
  private final Streams streams;

  PutCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException {
    FtpUrl url = Urls.parse(words.value().getLast());
    List<String> locals = words.value().subList(0, words.value().size() - 1);
    check(url, locals);
    var format = json.value() ? Report.Format.JSON : Report.Format.HUMAN;
    var run = new ClientRun(connection.plan(), format, streams);
    Resume part = resume.value() ? Resume.YES : Resume.NO;
    var errands = new ArrayList<Errand>();
    var destinations = new HashSet<FtpUrl>();
    for (String local : locals) {
      if (local.equals("-")) {
        errands.add(
            new PutErrand(new PutErrand.Source.Standard(streams.in()), url, part, run.view()));
      } else {
        Path file = LocalPath.parse("put", local);
        FtpUrl destination = destination(url, file);
        if (!destinations.add(destination)) {
          throw new MistakeException(
              "put: another file has the name of %s; put them one by one".formatted(file));
        }
        errands.add(new PutErrand(new PutErrand.Source.Named(file), destination, part, run.view()));
      }
    }
    return run.run(errands).number();
  }

  private void check(FtpUrl url, List<String> locals) throws MistakeException {
    if (locals.isEmpty()) {
      throw new MistakeException("nothing to put; write ferry put LOCAL... " + url);
    }
    if (url.type().filter(FtpUrl.Type.LISTING::equals).isPresent()) {
      throw new MistakeException(url + ": ;type=d is for listings; leave it out");
    }
    if (resume.value()) {
      Urls.refuseToResumeText(List.of(url));
    }
    if (locals.size() > 1 && !url.isDirectory()) {
      throw new MistakeException(
          url + ": several files need a directory's URL; put a '/' at its end");
    }
    if (locals.contains("-") && (url.isDirectory() || resume.value())) {
      throw new MistakeException(
          url.isDirectory()
              ? url + ": standard input has no name; put one at the end of the URL"
              : "standard input has no beginning to go back to; leave --resume out");
    }
  }

  private static FtpUrl destination(FtpUrl url, Path local) throws MistakeException {
    if (!url.isDirectory()) {
      return url;
    }
    String name = LocalName.text(local);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new MistakeException(
          "put: %s has no name of its own; name the files in it".formatted(local));
    }
    if (name.indexOf('\r') >= 0 || name.indexOf('\n') >= 0) {
      throw new MistakeException(
          "put: FTP cannot send the line end in '%s'; name the file in the URL"
              .formatted(WireText.printable(name)));
    }
    return url.resolve(name);
  }
}
