package io.ferryftp.client;

import io.ferryftp.client.TransferResult.Verification;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.protocol.command.Verb;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// An upload of a local file.
final class FileUpload {
  private static final int CHUNK_OCTETS = 256 * 1024;

  private final Session session;
  private final Transfers transfers;
  private final Path file;
  private final String pathname;

  FileUpload(Session session, Transfers transfers, Path file, String pathname) {
    this.session = session;
    this.transfers = transfers;
    this.file = file;
    this.pathname = pathname;
  }

  TransferResult run(Resume resume) throws FtpException {
    if (Files.isDirectory(file)) {
      throw new LocalFileException(Failure.at(Step.LOCAL_FILE, file + " is a directory"));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return resume == Resume.YES ? resumed(channel) : send(channel, 0);
    } catch (FtpException e) {
      throw e;
    } catch (IOException e) {
      throw Copies.local("cannot read " + file, e);
    }
  }

  /// Continues behind what the server has: STOR behind REST, or APPE where the server knows no REST
  /// for uploads.
  private TransferResult resumed(FileChannel channel) throws IOException {
    OptionalLong there = new RemoteFacts(session).size(pathname);
    long length = channel.size();
    if (there.isEmpty() || there.getAsLong() == 0) {
      return send(channel, 0);
    }
    long offset = there.getAsLong();
    if (offset > length) {
      session.tell("%s is longer on the server than here and is sent anew".formatted(pathname));
      return send(channel, 0);
    }
    if (offset == length) {
      session.tell("%s has its full length on the server already".formatted(pathname));
      return new TransferResult(0, offset, length, Duration.ZERO, Verification.SIZE_MATCHES);
    }
    try {
      return send(channel, offset);
    } catch (RefusedException e) {
      if (!e.verb().equals(Optional.of(Verb.REST))) {
        throw e;
      }
    }
    try (Store store = transfers.append(pathname, TransferOptions.DEFAULT)) {
      if (!store.before().equals(there)) {
        throw new VerificationException(
            Failure.at(Step.VERIFICATION, pathname + " has changed on the server meanwhile")
                .tryThis("send it anew"));
      }
      return send(channel, offset, store);
    }
  }

  private TransferResult send(FileChannel channel, long offset) throws IOException {
    try (Store store = transfers.store(pathname, TransferOptions.DEFAULT.startingAt(offset))) {
      return send(channel, offset, store);
    }
  }

  private static TransferResult send(FileChannel channel, long offset, Store store)
      throws IOException {
    channel.position(offset);
    // Outside of the heap: what the system gives and takes is not copied once more.
    var chunk = ByteBuffer.allocateDirect(CHUNK_OCTETS);
    while (channel.read(chunk.clear()) >= 0) {
      store.write(chunk.flip());
    }
    return store.complete();
  }
}
