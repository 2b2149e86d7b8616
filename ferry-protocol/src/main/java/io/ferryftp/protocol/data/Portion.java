package io.ferryftp.protocol.data;

import java.util.OptionalLong;

/// A piece of a file: from an octet on, to its end or to a last octet (REST, RFC 3659 §5; RANG,
/// draft-bryan-ftp-range).
///
/// @param first the offset of the first octet, not negative
/// @param last the offset of the last octet, at least `first`; empty: the end of the file
public record Portion(long first, OptionalLong last) {
  /// All of a file.
  public static final Portion WHOLE = from(0);

  public Portion {
    if (first < 0 || last.orElse(first) < first) {
      throw new IllegalArgumentException("no portion: " + first + " to " + last);
    }
  }

  /// From an offset to the end.
  public static Portion from(long offset) {
    return new Portion(offset, OptionalLong.empty());
  }

  /// From one octet to another, both included.
  public static Portion of(long first, long last) {
    return new Portion(first, OptionalLong.of(last));
  }

  /// How many octets it is at most; `Long.MAX_VALUE` if only the end of the file ends it.
  public long mostOctets() {
    long behindFirst = last.orElse(Long.MAX_VALUE) - first;
    return last.isEmpty() || behindFirst == Long.MAX_VALUE ? Long.MAX_VALUE : behindFirst + 1;
  }

  public boolean isWhole() {
    return equals(WHOLE);
  }
}
