package io.ferryftp.server.session;

import io.ferryftp.protocol.command.DigestCommand;
import io.ferryftp.protocol.command.DigestCommand.Checksum.Reading;
import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.FileJob;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Digests of files (draft-bryan-ftpext-hash, and older habits): of the octets as they are stored,
/// whatever TYPE, STRU and MODE say. Everything that can be refused is refused before a job begins.
final class DigestHandler {
  /// Whatever command of the family it is.
  Step handle(Session session, DigestCommand command) {
    return switch (command) {
      case DigestCommand.Hash(var pathname) -> hash(session, pathname);
      case DigestCommand.OptsHash(var algorithm) -> options(session, algorithm);
      case DigestCommand.Checksum c -> checksum(session, c);
    };
  }

  /// HASH, of the piece that REST or RANG chose, which is used up.
  private Step hash(Session session, String pathname) {
    Portion portion = session.portion();
    VirtualPath path = session.directory().resolve(pathname);
    return begin(
        session.withoutPortion(),
        tree -> new Opened(Optional.of(open(tree, path, portion, session.digest()))),
        (job, hex) -> FileJobReplies.hash(job, hex, pathname));
  }

  /// OPTS HASH.
  private Step options(Session session, Optional<DigestAlgorithm> wanted) {
    DigestAlgorithm algorithm = wanted.orElse(session.digest());
    return new Step.Answer(session.withDigest(algorithm), FileJobReplies.algorithm(algorithm));
  }

  /// XCRC, XMD5, XSHA1, XSHA256 and XSHA512.
  private Step checksum(Session session, DigestCommand.Checksum command) {
    return begin(
        session,
        tree -> new Opened(firstThere(tree, session.directory(), command)),
        (_, hex) -> FileJobReplies.checksum(hex));
  }

  /// Opens the file of the first reading of an argument whose file there is; empty if the range of
  /// that reading runs backwards.
  private static Optional<FileJob.Digest> firstThere(
      FileTree tree, VirtualPath directory, DigestCommand.Checksum command) throws IOException {
    List<Reading> readings = command.readings();
    for (Reading reading : readings.subList(0, readings.size() - 1)) {
      try {
        return open(tree, directory, reading, command.algorithm());
      } catch (NoSuchFileException | NotDirectoryException _) {
        // Then the number behind the name is none of the name.
      }
    }
    return open(tree, directory, readings.getLast(), command.algorithm());
  }

  private static Optional<FileJob.Digest> open(
      FileTree tree, VirtualPath directory, Reading reading, DigestAlgorithm algorithm)
      throws IOException {
    VirtualPath path = directory.resolve(reading.pathname());
    if (reading.portion().isEmpty()) {
      try (OpenFile _ = tree.read(path, 0)) {
        return Optional.empty();
      }
    }
    return Optional.of(open(tree, path, reading.portion().get(), algorithm));
  }

  private static FileJob.Digest open(
      FileTree tree, VirtualPath path, Portion portion, DigestAlgorithm algorithm)
      throws IOException {
    OpenFile file = tree.read(path, portion.first());
    long size = file.facts().size();
    if (portion.first() >= size && !portion.isWhole()) {
      file.close();
      throw new OffsetBeyondEndException(path.toString(), "the file is shorter");
    }
    long end = Math.min(portion.last().orElse(Long.MAX_VALUE), size - 1) + 1;
    return new FileJob.Digest(path, file, algorithm, portion.first(), end - portion.first());
  }

  private static Step begin(
      Session session, Opening opening, BiFunction<FileJob.Digest, String, Reply> done) {
    try {
      Opened opened = session.required().files().call(opening::open);
      return opened
          .job()
          .<Step>map(job -> new Step.Beside(session, job, hex -> done.apply(job, hex)))
          .orElseGet(() -> new Step.Answer(session, FileJobReplies.backwards()));
    } catch (OffsetBeyondEndException e) {
      return new Step.Answer(session, FileJobReplies.behindTheEnd());
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  /// A digest that needs nothing but its octets; closed if it comes too late to begin.
  private record Opened(Optional<FileJob.Digest> job) implements Closeable {
    @Override
    public void close() throws IOException {
      if (job.isPresent()) {
        job.get().close();
      }
    }
  }

  @FunctionalInterface
  private interface Opening {
    Opened open(FileTree tree) throws IOException;
  }
}
