package io.ferryftp.cli;

import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.listing.RemoteFile.ListedTime;
import io.ferryftp.protocol.text.WireText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/// `ls -l`: type and permissions, size, time in UTC, name, and what a link points to, in columns.
final class LongForm {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String LETTERS = "rwxrwxrwx";

  private LongForm() {}

  static List<String> lines(List<RemoteFile> files) {
    int width =
        files.stream()
            .flatMapToLong(file -> file.size().stream())
            .flatMap(size -> LongStream.of(Long.toString(size).length()))
            .mapToInt(Math::toIntExact)
            .max()
            .orElse(1);
    return files.stream().map(file -> line(file, width)).toList();
  }

  private static String line(RemoteFile file, int width) {
    String size = file.size().isPresent() ? "" + file.size().getAsLong() : "-";
    String target = file.linkTarget().map(t -> " -> " + WireText.printable(t)).orElse("");
    return String.format(
        Locale.ROOT,
        "%s  %" + width + "s  %-16s  %s%s",
        type(file) + (file.mode().isPresent() ? mode(file.mode().getAsInt()) : "?????????"),
        size,
        file.modified().map(LongForm::time).orElse("-"),
        WireText.printable(file.name()),
        target);
  }

  private static char type(RemoteFile file) {
    return switch (file.type()) {
      case FILE -> '-';
      case DIRECTORY -> 'd';
      case LINK -> 'l';
      case OTHER -> '?';
    };
  }

  private static String mode(int bits) {
    var out = new StringBuilder(LETTERS);
    for (int i = 0; i < LETTERS.length(); i++) {
      if ((bits & 0400 >> i) == 0) {
        out.setCharAt(i, '-');
      }
    }
    special(out, 2, bits & 04000, 's');
    special(out, 5, bits & 02000, 's');
    special(out, 8, bits & 01000, 't');
    return out.toString();
  }

  // Set-user-ID, set-group-ID and sticky share the place of an x; in capitals, there is none.
  private static void special(StringBuilder out, int at, int bit, char letter) {
    if (bit != 0) {
      out.setCharAt(at, out.charAt(at) == 'x' ? letter : Character.toUpperCase(letter));
    }
  }

  private static String time(ListedTime modified) {
    return switch (modified.precision()) {
      case SECOND, MINUTE -> MINUTE.format(modified.time());
      case DAY -> DAY.format(modified.time());
    };
  }
}
