package io.ferryftp.server.storage;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Whether a channel failed because there is no room: it tells that only in the system's words,
/// which are those of the process's language.
final class DiskFull {
  private static final List<String> WORDS =
      Stream.concat(
              Stream.of("no space left", "not enough space", "out of disk space", "quota exceeded"),
              own())
          .map(words -> words.toLowerCase(Locale.ROOT))
          .toList();

  private DiskFull() {}

  static boolean is(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return WORDS.stream().anyMatch(message::contains);
  }

  private static Stream<String> own() {
    if (!LinuxRoot.isAvailable()) {
      return Stream.of();
    }
    return Stream.of(LinuxErrors.ENOSPC, LinuxErrors.EDQUOT)
        .map(error -> new String(LinuxSyscall.strerror(error), charset()))
        .filter(words -> !words.isBlank());
  }

  private static Charset charset() {
    try {
      return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Charset.defaultCharset();
    }
  }
}
