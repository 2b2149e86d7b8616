package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.Representation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// A download to a local file, by way of `NAME.part`.
///
/// A part is continued a little before its end, and what comes twice has to be the same twice: so a
/// server that ignores REST, and a file that is another one by now, are found out before a wrong
/// octet is kept.
final class FileDownload {
  /// What is fetched again of a part, in octets.
  static final int OVERLAP_OCTETS = 4096;

  private static final int CHUNK_OCTETS = 256 * 1024;

  private final Session session;
  private final Transfers transfers;
  private final String pathname;
  private final Path file;

  FileDownload(Session session, Transfers transfers, String pathname, Path file) {
    this.session = session;
    this.transfers = transfers;
    this.pathname = pathname;
    this.file = file;
  }

  TransferResult run(Resume resume) throws FtpException {
    return run(resume, Representation.IMAGE);
  }

  /// Text has neither a size that means something nor an offset to continue at.
  TransferResult runAsText() throws FtpException {
    return run(Resume.NO, Representation.ASCII);
  }

  private TransferResult run(Resume resume, Representation representation) throws FtpException {
    if (Files.isDirectory(file)) {
      throw new LocalFileException(Failure.at(Step.LOCAL_FILE, file + " is a directory"));
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // The renamed part would take the place of a device, as root of /dev/null even.
      throw new LocalFileException(
          Failure.at(Step.LOCAL_FILE, file + " is not a regular file")
              .tryThis("retrieve it as a stream"));
    }
    var facts = new RemoteFacts(session);
    OptionalLong size =
        representation == Representation.IMAGE ? facts.size(pathname) : OptionalLong.empty();
    Optional<Instant> modified = facts.modified(pathname);
    try (var part = PartFile.open(file, session::tell)) {
      TransferResult result =
          resume == Resume.YES && part.channel().size() > OVERLAP_OCTETS
              ? resumed(part, size, modified)
              : anew(part, size, representation);
      part.become(file, modified);
      return result;
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      throw Copies.local("cannot write " + file, e);
    }
  }

  private TransferResult anew(PartFile part, OptionalLong size, Representation representation)
      throws IOException {
    part.channel().truncate(0);
    try (Download download =
        transfers.retrieve(pathname, TransferOptions.DEFAULT.as(representation), size)) {
      return receive(download, part.channel(), 0);
    } catch (IOException e) {
      if (representation == Representation.ASCII) {
        part.channel().truncate(0); // Nobody could continue it.
      }
      throw e;
    }
  }

  private TransferResult resumed(PartFile part, OptionalLong size, Optional<Instant> modified)
      throws IOException {
    Optional<String> doubt = doubt(part, size, modified);
    if (doubt.isEmpty()) {
      long have = part.channel().size();
      long offset = have - OVERLAP_OCTETS;
      var options = TransferOptions.DEFAULT.startingAt(offset);
      try (Download download = transfers.retrieve(pathname, options, size)) {
        if (overlaps(download, part.channel(), offset)) {
          return receive(download, part.channel(), have);
        }
        doubt = Optional.of("its end is not what the server has there");
      } catch (RefusedException e) {
        if (!e.verb().equals(Optional.of(Verb.REST))) {
          throw e;
        }
        doubt = Optional.of("the server cannot begin in the middle");
      }
    }
    session.tell("the part of %s is not continued: %s".formatted(file, doubt.get()));
    return anew(part, size, Representation.IMAGE);
  }

  /// Why the part may be one of another file.
  private static Optional<String> doubt(
      PartFile part, OptionalLong size, Optional<Instant> modified) throws IOException {
    if (size.isPresent() && part.channel().size() > size.getAsLong()) {
      return Optional.of("it is longer than the file on the server");
    }
    if (modified.isPresent() && modified.get().isAfter(part.modified())) {
      return Optional.of("the file on the server is newer");
    }
    if (size.isEmpty() && repeats(part.channel())) {
      return Optional.of("it ends as it begins, and the server tells no size");
    }
    return Optional.empty();
  }

  /// Whether a server that ignores REST could not be told from one that heeds it.
  private static boolean repeats(FileChannel part) throws IOException {
    return Arrays.equals(known(part, 0), known(part, part.size() - OVERLAP_OCTETS));
  }

  private static byte[] known(FileChannel part, long offset) throws IOException {
    var known = ByteBuffer.allocate(OVERLAP_OCTETS);
    while (known.hasRemaining() && part.read(known, offset + known.position()) >= 0) {}
    return known.array();
  }

  /// Reads as much as is known already, and says whether it is the same.
  private static boolean overlaps(Download download, FileChannel part, long offset)
      throws IOException {
    var come = ByteBuffer.allocate(OVERLAP_OCTETS);
    while (come.hasRemaining() && download.read(come) >= 0) {}
    return Arrays.equals(known(part, offset), come.array());
  }

  private TransferResult receive(Download download, FileChannel part, long position)
      throws IOException {
    // Outside of the heap: what the system gives and takes is not copied once more.
    var chunk = ByteBuffer.allocateDirect(CHUNK_OCTETS);
    long end = position;
    while (download.read(chunk.clear()) >= 0) {
      chunk.flip();
      while (chunk.hasRemaining()) {
        end += part.write(chunk, end);
      }
    }
    return download.result();
  }
}
