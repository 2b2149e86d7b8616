package io.ferryftp.client;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/// Moves octets between a transfer and something local, and tells whose fault a failure is.
final class Copies {
  private static final int CHUNK_OCTETS = 256 * 1024;

  private Copies() {}

  static TransferResult toLocal(Download download, OutputStream into) throws FtpException {
    var chunk = ByteBuffer.allocate(CHUNK_OCTETS);
    while (download.read(chunk.clear()) >= 0) {
      try {
        into.write(chunk.array(), 0, chunk.position());
      } catch (IOException e) {
        throw local("cannot write what arrives", e);
      }
    }
    try {
      into.flush();
    } catch (IOException e) {
      throw local("cannot write what arrives", e);
    }
    return download.result();
  }

  static TransferResult toRemote(InputStream from, Store store) throws FtpException {
    var chunk = new byte[CHUNK_OCTETS];
    while (true) {
      int count;
      try {
        count = from.read(chunk);
      } catch (IOException e) {
        throw local("cannot read what is to be sent", e);
      }
      if (count < 0) {
        return store.complete();
      }
      store.write(ByteBuffer.wrap(chunk, 0, count));
    }
  }

  /// What a failure on this side is: of the file, or the end of the thread that waited for it.
  static FtpException local(String what, IOException cause) {
    if (Thread.currentThread().isInterrupted() || cause instanceof ClosedByInterruptException) {
      return new OperationInterruptedException(
          Failure.at(Step.LOCAL_FILE, what + ": interrupted"), cause);
    }
    return new LocalFileException(Failure.at(Step.LOCAL_FILE, what + ": " + reason(cause)), cause);
  }

  /// The exceptions of `java.nio.file` have the path for a message and say the rest by their type.
  private static String reason(IOException cause) {
    String message =
        Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    return switch (cause) {
      case NoSuchFileException _ -> "no such file: " + message;
      case AccessDeniedException _ -> "permission denied: " + message;
      case FileAlreadyExistsException _ -> "exists already: " + message;
      default -> message;
    };
  }
}
