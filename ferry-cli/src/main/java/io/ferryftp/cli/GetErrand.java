package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.LocalName;
import io.ferryftp.client.Resume;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.TransferResult;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.protocol.data.Representation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A file to a local file.
///
/// What `-o` names and is neither a file nor a directory, such as `/dev/null` or a named pipe, is
/// written into as it stands: renaming a part to its name would put a file in its place. A symbolic
/// link that `-o` names stays, and the file behind it is replaced.
final class GetErrand implements Errand {
  private static final String PART = ".part";

  private final FtpUrl url;
  private final Target target;
  private final Resume resume;
  private final ClientView view;
  private Optional<Path> part = Optional.empty();

  /// Where it goes.
  sealed interface Target {
    /// To this file.
    record Named(Path file) implements Target {}

    /// Into this directory, under the last name of its URL.
    record Into(Path directory) implements Target {}
  }

  GetErrand(FtpUrl url, Target target, Resume resume, ClientView view) {
    this.url = url;
    this.target = target;
    this.resume = resume;
    this.view = view;
  }

  @Override
  public FtpUrl url() {
    return url;
  }

  @Override
  public void prepare() throws LocalFileException {
    if (target instanceof Target.Into into && !Files.isDirectory(into.directory())) {
      throw LocalFault.of(into.directory(), "is not a directory; create it first");
    }
    Path file = file();
    if (Files.isDirectory(file)) {
      throw LocalFault.of(file, "is a directory; name a file with -o, or the directory with -d");
    }
    if (target instanceof Target.Into && isSpecial(file)) {
      throw LocalFault.of(file, "is in the way and no file; remove it, or name it with -o");
    }
  }

  @Override
  public Map<String, Object> run(FtpClient client) throws FtpException {
    Path file = file();
    String name = LocalName.text(file);
    view.begin(name, OptionalLong.empty());
    TransferResult result = isSpecial(file) ? straight(client, file) : whole(client, file);
    view.end();
    view.transferred(name, result);
    return Report.fields(file.toString(), result);
  }

  @Override
  public Optional<String> kept() {
    return part.filter(Files::isRegularFile).flatMap(GetErrand::kept);
  }

  private static Optional<String> kept(Path part) {
    try {
      String size = Sizes.text(Files.size(part));
      return Optional.of(
          "%s keeps %s, --resume continues it".formatted(LocalFault.shown(part), size));
    } catch (IOException e) {
      return Optional.of(LocalFault.shown(part) + ": " + LocalFault.words(e));
    }
  }

  private Path file() throws LocalFileException {
    return switch (target) {
      case Target.Named named -> named.file();
      case Target.Into into -> LocalName.in(into.directory(), url.name().orElse(""));
    };
  }

  private static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
  }

  private TransferResult straight(FtpClient client, Path file) throws FtpException {
    try (var out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      return client.retrieve(
          url.pathname(), out, TransferOptions.DEFAULT.as(Urls.representation(url)));
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFault.of(file, e);
    }
  }

  private TransferResult whole(FtpClient client, Path file) throws FtpException {
    Path real = behindLinks(file);
    part = Optional.of(LocalName.beside(real, PART));
    return Urls.representation(url) == Representation.ASCII
        ? client.retrieveText(url.pathname(), real)
        : client.retrieve(url.pathname(), real, resume);
  }

  // Only where the user wrote the whole name: with -d, a link may be somebody else's trap.
  private Path behindLinks(Path file) throws LocalFileException {
    if (target instanceof Target.Into || !Files.isSymbolicLink(file) || !Files.exists(file)) {
      return file;
    }
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw LocalFault.of(file, e);
    }
  }
}
