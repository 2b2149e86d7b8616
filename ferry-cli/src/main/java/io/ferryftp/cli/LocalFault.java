package io.ferryftp.cli;

import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.text.WireText;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// What is wrong with a local file, in words.
final class LocalFault {
  private LocalFault() {}

  static LocalFileException of(Path file, String sentence) {
    return new LocalFileException(Failure.at(Step.LOCAL_FILE, shown(file) + " " + sentence));
  }

  static LocalFileException of(Path file, IOException cause) {
    String what = shown(file) + ": " + words(cause);
    return new LocalFileException(Failure.at(Step.LOCAL_FILE, what), cause);
  }

  /// Without the file's name, which the system puts in front of it.
  static String words(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file or directory";
      case AccessDeniedException _ -> "permission denied";
      case ClosedByInterruptException _ -> "interrupted";
      case FileSystemException failure ->
          Optional.ofNullable(failure.getReason()).orElse("it failed");
      default -> Optional.ofNullable(e.getMessage()).orElse("it failed");
    };
  }

  static String shown(Path file) {
    return WireText.printable(file.toString());
  }
}
