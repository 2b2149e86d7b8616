package io.ferryftp.server.listing;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.config.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// How the tests read listings: to the end, through a buffer, as the lines that a client sees.
final class Reading {
  static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private Reading() {}

  static Listings listings(FakeTree tree) {
    return listings(tree, Limits.DEFAULT);
  }

  static Listings listings(FakeTree tree, Limits limits) {
    return new Listings(
        tree,
        limits,
        InstantSource.fixed(NOW),
        Permission.ALL,
        io.ferryftp.protocol.text.WireEncoding.UTF_8);
  }

  static Limits limits(int sortedEntries, int recursionDepth, int recursionEntries) {
    return Limits.DEFAULT.toBuilder()
        .sortedEntries(sortedEntries)
        .recursionDepth(recursionDepth)
        .recursionEntries(recursionEntries)
        .build();
  }

  /// What LIST with this argument shows in the root directory.
  static List<String> list(FakeTree tree, String argument) throws IOException {
    return lines(listings(tree).list(VirtualPath.ROOT, ListArgument.parse(argument)));
  }

  /// The same, the names only.
  static List<String> listed(FakeTree tree, String argument) throws IOException {
    return names(list(tree, argument));
  }

  /// What NLST with this argument shows in the root directory.
  static List<String> names(FakeTree tree, String argument) throws IOException {
    return lines(listings(tree).names(VirtualPath.ROOT, ListArgument.parse(argument)));
  }

  /// The last column of long lines, other lines as they are.
  static List<String> names(List<String> lines) {
    return lines.stream()
        .map(line -> line.matches("[-dlp][-rwxsStT]{9} .*") ? line.substring(55) : line)
        .toList();
  }

  static List<String> lines(ListingSource source) throws IOException {
    String text = WireText.decode(octets(source, 64 * 1024));
    return text.isEmpty() ? List.of() : List.of(text.split("\r\n", -1)).subList(0, count(text));
  }

  private static int count(String text) {
    if (!text.endsWith("\r\n")) {
      throw new AssertionError("the last line has no end");
    }
    return text.split("\r\n", -1).length - 1;
  }

  static byte[] octets(ListingSource source, int bufferOctets) throws IOException {
    var out = new ByteArrayOutputStream();
    try (source) {
      var buffer = ByteBuffer.allocate(bufferOctets);
      boolean more = true;
      while (more) {
        more = source.fill(buffer);
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    return out.toByteArray();
  }

  /// What is said about a listing after it was read to its end.
  static Optional<String> remark(ListingSource source) throws IOException {
    octets(source, 64 * 1024);
    return source.remark();
  }
}
