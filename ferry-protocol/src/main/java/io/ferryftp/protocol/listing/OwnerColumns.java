package io.ferryftp.protocol.listing;

/// Judges whether columns of `ls -l` can be those in front of the size: a link count, an owner and
/// a group, each of which may be absent, a number, or (but for the count) a few words.
///
/// Without it the search for a date would go on into the name. A line whose own date is in a
/// language that nobody taught us, of a file named `5 Nov 22 2019 x`, would become a wrong entry in
/// place of an unreadable line.
final class OwnerColumns {
  private static final int MAX_WORDS = 8;

  private int numbersBefore;
  private int words;
  private int numbersAfter;

  /// Takes the next column; false if it cannot be one of them.
  boolean takes(String line, int start, int end) {
    if (isDigit(line.charAt(start))) {
      if (!isPlain(line, start, end)) {
        return false;
      }
      if (words == 0) {
        numbersBefore++;
      } else {
        numbersAfter++;
      }
    } else {
      // A colon is in a time, and in no name of an owner.
      if (numbersAfter > 0 || words == MAX_WORDS || contains(line, start, end, ':')) {
        return false;
      }
      words++;
    }
    return words == 0 ? numbersBefore <= 3 : numbersBefore + numbersAfter <= 2 && numbersAfter <= 1;
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Letters and digits of ASCII: `1000`, `3com`; but not `22.`, `11月` or `06:55`.
  private static boolean isPlain(String line, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = line.charAt(i);
      if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(String line, int start, int end, char wanted) {
    for (int i = start; i < end; i++) {
      if (line.charAt(i) == wanted) {
        return true;
      }
    }
    return false;
  }
}
