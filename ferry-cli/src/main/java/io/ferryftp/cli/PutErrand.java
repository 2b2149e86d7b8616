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
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A local file, or standard input, to a file of the server.
final class PutErrand implements Errand {
  /// What Java makes of octets in an argument that are no characters.
  private static final char UNREADABLE = '\uFFFD';

  private final Source source;
  private final FtpUrl url;
  private final Resume resume;
  private final ClientView view;
  private Progress progress = Progress.NOT_BEGUN;

  private enum Progress {
    NOT_BEGUN,
    BEGUN
  }

  /// Where it comes from.
  sealed interface Source {
    /// From this file.
    record Named(Path file) implements Source {}

    /// From standard input.
    record Standard(InputStream in) implements Source {}
  }

  PutErrand(Source source, FtpUrl url, Resume resume, ClientView view) {
    this.source = source;
    this.url = url;
    this.resume = resume;
    this.view = view;
  }

  @Override
  public FtpUrl url() {
    return url;
  }

  @Override
  public void prepare() throws LocalFileException {
    if (source instanceof Source.Named(Path file)) {
      if (!Files.exists(file)) {
        throw LocalFault.of(
            file,
            file.toString().indexOf(UNREADABLE) < 0
                ? "does not exist"
                : "has a name that is not UTF-8; send it as in: ferry put - URL < FILE");
      }
      if (Files.isDirectory(file)) {
        throw LocalFault.of(file, "is a directory; name the files in it");
      }
      if (!Files.isReadable(file)) {
        throw LocalFault.of(file, "cannot be read; change its permissions");
      }
    }
  }

  @Override
  public Map<String, Object> run(FtpClient client) throws FtpException {
    String name =
        switch (source) {
          case Source.Named(Path file) -> LocalName.text(file);
          case Source.Standard _ -> "-";
        };
    view.begin(name, size());
    progress = Progress.BEGUN;
    TransferResult result =
        switch (source) {
          case Source.Standard(InputStream in) -> client.store(in, url.pathname(), options());
          case Source.Named(Path file) ->
              // A pipe has neither a size nor a position to be read at.
              Urls.representation(url) == Representation.IMAGE && Files.isRegularFile(file)
                  ? client.store(file, url.pathname(), resume)
                  : stream(file, client);
        };
    view.end();
    view.transferred(name, result);
    return Report.fields(source instanceof Source.Named(Path file) ? file.toString() : "-", result);
  }

  @Override
  public Optional<String> kept() {
    return progress == Progress.BEGUN && source instanceof Source.Named
        ? Optional.of("--resume continues what the server has kept")
        : Optional.empty();
  }

  private OptionalLong size() throws LocalFileException {
    if (source instanceof Source.Named(Path file) && Files.isRegularFile(file)) {
      try {
        return OptionalLong.of(Files.size(file));
      } catch (IOException e) {
        throw LocalFault.of(file, e);
      }
    }
    return OptionalLong.empty();
  }

  private TransferOptions options() {
    return TransferOptions.DEFAULT.as(Urls.representation(url));
  }

  private TransferResult stream(Path file, FtpClient client) throws FtpException {
    try (InputStream in = Files.newInputStream(file)) {
      return client.store(in, url.pathname(), options());
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      throw LocalFault.of(file, e);
    }
  }
}
