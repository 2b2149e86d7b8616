package io.ferryftp.tests.durability;

import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;

/// One content of a file, which can be told from every other and from a torn one.
///
/// @param name of the file
/// @param number of the version, from 1
record Version(String name, int number) {
  private static final int MAX_BYTES = 512 << 10;

  /// The whole content: a line that names the version, and then octets that depend on it.
  byte[] content() {
    long seed = name.hashCode() * 31L + number;
    byte[] head = (name + ":" + number + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] body = SampleFile.content(seed, new Random(seed).nextInt(1, MAX_BYTES));
    byte[] content = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, content, head.length, body.length);
    return content;
  }

  /// The number of the version that a file holds whole; empty if there is no file.
  ///
  /// @throws AssertionError if it holds anything else
  static OptionalInt onDisk(Path file) throws IOException {
    if (Files.notExists(file)) {
      return OptionalInt.empty();
    }
    byte[] content = Files.readAllBytes(file);
    int end = 0;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    String head = new String(content, 0, end, StandardCharsets.US_ASCII);
    String name = file.getFileName().toString();
    if (!head.matches(name + ":\\d{1,9}")) {
      throw new AssertionError(file + " is torn: " + content.length + " octets, no head");
    }
    int number = Integer.parseInt(head.substring(name.length() + 1));
    if (!Arrays.equals(content, new Version(name, number).content())) {
      throw new AssertionError(
          file + " is torn: " + content.length + " octets of version " + number);
    }
    return OptionalInt.of(number);
  }
}
