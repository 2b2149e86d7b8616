package io.ferryftp.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Where the program speaks, and what it was told by its environment.
///
/// @param in what `-` reads
/// @param out results for programs
/// @param err everything for people, and logs
record Streams(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
  /// Those of the process. Text is UTF-8 in every locale: names of files are, and a `?` in their
  /// place would name another file.
  static Streams ofProcess() {
    // A channel, because a thread that waits in it can be interrupted.
    InputStream in = Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    return new Streams(in, utf8(FileDescriptor.out), utf8(FileDescriptor.err), System.getenv());
  }

  private static PrintStream utf8(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }
}
