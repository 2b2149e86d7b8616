package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.text.WireText;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The entries of a directory, or one file.
///
/// @param form how they are shown
/// @param heading printed above them; empty: nothing is
record ListErrand(FtpUrl url, Form form, Optional<String> heading, PrintStream out, Report report)
    implements Errand {
  /// How a listing is shown.
  enum Form {
    /// A name a line.
    NAMES,
    /// Type, permissions, size and time besides.
    LONG,
    /// An object a line.
    JSON
  }

  @Override
  public Map<String, Object> run(FtpClient client) throws FtpException {
    if (url.type().filter(FtpUrl.Type.LISTING::equals).isPresent()) {
      List<String> names = client.names(url.pathname()).stream().sorted().toList();
      switch (form) {
        case NAMES, LONG -> print(names.stream().map(WireText::printable).toList());
        case JSON -> names.forEach(name -> report.object(ListedEntry.named(name)));
      }
      return Map.of();
    }
    Optional<RemoteFile> one = oneFile(client);
    List<RemoteFile> files =
        one.isPresent() ? List.of(one.get()) : sorted(client.list(url.pathname()));
    switch (form) {
      case NAMES -> print(files.stream().map(f -> WireText.printable(f.name())).toList());
      case LONG -> print(LongForm.lines(files));
      case JSON ->
          files.forEach(file ->
              report.object(
                  one.isPresent() ? ListedEntry.at(url, file) : ListedEntry.in(url, file)));
    }
    return Map.of();
  }

  /// The file that the URL names; empty if that is a directory.
  private Optional<RemoteFile> oneFile(FtpClient client) throws FtpException {
    if (url.isDirectory()) {
      return Optional.empty();
    }
    String pathname = url.pathname();
    Optional<RemoteFile> facts = client.facts(pathname);
    if (facts.isEmpty()) {
      // Many servers list what does not exist as empty; asked to go there, they all say no.
      String here = client.workingDirectory();
      if (WireText.hasControl(here)) {
        throw new RefusedException(
            Failure.at(Step.COMMAND, "the server's name of this directory cannot be sent back"));
      }
      client.changeDirectory(pathname);
      client.changeDirectory(here);
    }
    return facts.filter(file -> !file.isDirectory()).map(file -> file.named(name()));
  }

  private String name() {
    return url.name().orElse("");
  }

  private static List<RemoteFile> sorted(List<RemoteFile> files) {
    return files.stream().sorted(Comparator.comparing(RemoteFile::name)).toList();
  }

  private void print(List<String> lines) {
    heading.ifPresent(out::println);
    lines.forEach(out::println);
    out.flush();
  }
}
