package io.ferryftp.server.session;

import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Set;
import java.util.function.Supplier;

/// The ways in which storage fails, each with the calls that it is a way of.
// The checker knows its own immutable types only: what makes exceptions holds nothing.
@SuppressWarnings("ImmutableEnumChecker")
enum StorageFailure {
  INPUT_OUTPUT(() -> new IOException("Input/output error"), Set.of()),
  MISSING(() -> new NoSuchFileException("x"), Set.of()),
  DENIED(() -> new AccessDeniedException("x"), Set.of()),
  NO_DIRECTORY(() -> new NotDirectoryException("x"), Set.of()),
  NO_FILE(() -> new NotAFileException("x", "a device"), Set.of()),
  LOOP(() -> new FileSystemLoopException("x"), Set.of()),
  /// Where nothing is written in place, removing takes room as well.
  FULL(
      () -> new SpaceExhaustedException("x", "the disk is full"),
      Set.of(
          "write",
          "prepare",
          "commit",
          "createDirectory",
          "createSymbolicLink",
          "deleteFile",
          "deleteDirectory",
          "rename",
          "amend")),
  NAME(() -> new NameRejectedException("x", "too long"), Names.MAKING),
  EXISTS(() -> new FileAlreadyExistsException("x"), Names.MAKING),
  NOT_EMPTY(() -> new DirectoryNotEmptyException("x"), Set.of("deleteDirectory", "rename"));

  private final Supplier<IOException> exception;
  private final Set<String> calls;

  /// @param calls none for all
  StorageFailure(Supplier<IOException> exception, Set<String> calls) {
    this.exception = exception;
    this.calls = calls;
  }

  IOException make() {
    return exception.get();
  }

  /// Whether a call of this name fails in this way.
  boolean isOf(String call) {
    return calls.isEmpty() || calls.contains(call);
  }

  /// The calls that make names.
  private static final class Names {
    static final Set<String> MAKING =
        Set.of("write", "commit", "createDirectory", "createSymbolicLink", "rename");
  }
}
