package io.ferryftp.tests.faults;

import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.EnumSet;
import java.util.Set;

/// How a call fails.
enum Fault {
  IO_EXCEPTION,
  NO_SUCH_FILE,
  ACCESS_DENIED,
  ALREADY_EXISTS,
  NOT_EMPTY,
  NOT_DIRECTORY,
  NOT_A_FILE,
  NAME_REJECTED,
  OFFSET_BEYOND_END,
  SPACE_EXHAUSTED,
  /// What the channel of a storage says that somebody else has closed; sockets say it too.
  CLOSED_CHANNEL,
  /// A defect of a plug-in.
  RUNTIME_EXCEPTION,
  /// A worse one, such as a class that is missing.
  ERROR,
  /// The connection breaks at this call, for good; the peer is told by RST.
  BROKEN,
  /// The peer resets the connection before this call.
  RESET,
  /// The process has no descriptor for another connection.
  NO_DESCRIPTOR,
  /// Not a failure: each call does a part of what it is asked for.
  SHORT;

  /// What a plug-in can throw that was written with care.
  static final Set<Fault> CHECKED = EnumSet.range(IO_EXCEPTION, CLOSED_CHANNEL);

  /// All that a plug-in can throw.
  static final Set<Fault> THROWN = EnumSet.range(IO_EXCEPTION, ERROR);

  /// Whether no signature announces it.
  boolean isDefect() {
    return this == RUNTIME_EXCEPTION || this == ERROR;
  }

  /// The exception to throw; a defect is thrown here.
  IOException raise(String call) {
    String path = "/simulated";
    return switch (this) {
      case IO_EXCEPTION -> new IOException("simulated at " + call);
      case NO_SUCH_FILE -> new NoSuchFileException(path);
      case ACCESS_DENIED -> new AccessDeniedException(path);
      case ALREADY_EXISTS -> new FileAlreadyExistsException(path);
      case NOT_EMPTY -> new DirectoryNotEmptyException(path);
      case NOT_DIRECTORY -> new NotDirectoryException(path);
      case NOT_A_FILE -> new NotAFileException(path, "Simulated");
      case NAME_REJECTED -> new NameRejectedException(path, "Simulated");
      case OFFSET_BEYOND_END -> new OffsetBeyondEndException(path, "Simulated");
      case SPACE_EXHAUSTED -> new SpaceExhaustedException(path, "Simulated");
      case CLOSED_CHANNEL -> new ClosedChannelException();
      case BROKEN, RESET, NO_DESCRIPTOR, SHORT -> new SocketException("simulated at " + call);
      case RUNTIME_EXCEPTION, ERROR -> {
        raiseDefect(call);
        yield new IOException(call);
      }
    };
  }

  /// Throws it where no signature announces it.
  void raiseDefect(String call) {
    switch (this) {
      case RUNTIME_EXCEPTION -> throw new IllegalStateException("simulated at " + call);
      case ERROR -> throw new LinkageError("simulated at " + call);
      default -> throw new IllegalArgumentException(this + " is no defect");
    }
  }
}
