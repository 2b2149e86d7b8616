package io.ferryftp.server.listing;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A pattern for one name: `*` stands for any characters, `?` for one, all others for themselves.
///
/// Clients choose the pattern and often the names as well, and matchers that go back and try again
/// have stopped whole servers (CVE-2011-0762, CVE-2010-4756). This one looks at each character of a
/// name once and follows all the ways to match at the same time, as bits: bit `i` says that the
/// first `i` characters of the pattern, stars not counted, match what was read so far.
final class Wildcard {
  private static final char MANY = '*';
  private static final char ONE = '?';

  private final int length;
  private final boolean dotted;
  private final long[] stays;
  private final long[] takesAny;
  private final Map<Integer, long[]> takes = new HashMap<>();

  Wildcard(String pattern) {
    int[] characters = pattern.codePoints().toArray();
    length = (int) Arrays.stream(characters).filter(c -> c != MANY).count();
    dotted = pattern.startsWith(".");
    stays = new long[words()];
    takesAny = new long[words()];
    int at = 0;
    for (int c : characters) {
      if (c == MANY) {
        set(stays, at);
      } else if (c == ONE) {
        set(takesAny, at++);
      } else {
        at++;
      }
    }
    at = 0;
    for (int c : characters) {
      if (c != MANY && c != ONE) {
        set(takes.computeIfAbsent(c, _ -> takesAny.clone()), at);
      }
      at += c == MANY ? 0 : 1;
    }
  }

  /// Whether a name is a pattern at all.
  static boolean isPattern(String name) {
    return name.indexOf(MANY) >= 0 || name.indexOf(ONE) >= 0;
  }

  /// Whether the pattern itself begins with a dot, and so means hidden names.
  boolean beginsWithDot() {
    return dotted;
  }

  /// The words of state: all that is done for one character of a name is done once for each.
  int words() {
    return length / Long.SIZE + 1;
  }

  /// Whether the whole name fits the pattern. An octet that is not UTF-8 counts as a character.
  boolean matches(CharSequence name) {
    if (length > name.length()) {
      return false;
    }
    long[] state = new long[words()];
    state[0] = 1;
    for (int i = 0; i < name.length(); ) {
      int c = Character.codePointAt(name, i);
      i += Character.charCount(c);
      if (!step(state, takes.getOrDefault(c, takesAny))) {
        return false;
      }
    }
    return ((state[length / Long.SIZE] >>> length) & 1) != 0;
  }

  private boolean step(long[] state, long[] taking) {
    long carry = 0;
    long alive = 0;
    for (int i = 0; i < state.length; i++) {
      long moving = state[i] & taking[i];
      state[i] = (state[i] & stays[i]) | (moving << 1) | carry;
      carry = moving >>> (Long.SIZE - 1);
      alive |= state[i];
    }
    return alive != 0;
  }

  private static void set(long[] bits, int index) {
    bits[index / Long.SIZE] |= 1L << index;
  }
}
