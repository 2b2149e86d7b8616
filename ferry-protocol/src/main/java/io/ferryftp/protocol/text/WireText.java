package io.ferryftp.protocol.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Octets as a Java string and back, without loss: valid UTF-8 becomes its characters, and every
/// other octet `n` becomes the lone surrogate `U+DC00 + n`.
///
/// File names are octets. Forty years of servers stored them in forty character sets, and a name
/// that is not UTF-8 must still be listed, fetched, renamed and deleted by exactly its octets. A
/// lone surrogate never comes out of valid UTF-8, so both kinds live in one string and
/// `encode(decode(octets))` always gives `octets` again. No ASCII octet is ever escaped: `/`, `.`
/// and NUL mean themselves.
public final class WireText {
  private static final char ESCAPE = 0xDC00;

  /// The most characters of an excerpt.
  public static final int EXCERPT_CHARS = 200;

  private WireText() {}

  /// The string for these octets; never fails.
  public static String decode(byte[] octets, int offset, int length) {
    if (isAscii(octets, offset, length)) {
      return new String(octets, offset, length, StandardCharsets.ISO_8859_1);
    }
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    var in = ByteBuffer.wrap(octets, offset, length);
    var out = CharBuffer.allocate(length);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (ESCAPE + (in.get() & 0xFF)));
      }
      decoder.reset();
    }
  }

  /// The string for these octets; never fails.
  public static String decode(byte[] octets) {
    return decode(octets, 0, octets.length);
  }

  /// The octets of a string: escapes become the octet they stand for, everything else UTF-8.
  ///
  /// @throws IllegalArgumentException if the text holds a lone surrogate that is not an escape, or
  ///   escapes that together would read as UTF-8: such text never came from [#decode]
  public static byte[] encode(String text) {
    int plain = 0;
    while (plain < text.length() && text.charAt(plain) < 0x80) {
      plain++;
    }
    if (plain == text.length()) {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
    if (isUnicode(text)) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    var out = new ByteArrayOutputStream(text.length() + 16);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        if (c < ESCAPE + 0x80 || c > ESCAPE + 0xFF) {
          throw new IllegalArgumentException("lone surrogate at index " + i);
        }
        out.writeBytes(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
        out.write(c - ESCAPE);
        start = i + 1;
      }
    }
    out.writeBytes(text.substring(start).getBytes(StandardCharsets.UTF_8));
    byte[] octets = out.toByteArray();
    if (!decode(octets).equals(text)) {
      throw new IllegalArgumentException("escaped octets that read as UTF-8");
    }
    return octets;
  }

  /// Whether the text is Unicode throughout, that is, its octets are valid UTF-8.
  public static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /// Whether the text holds a control character (C0, DEL or C1).
  public static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /// [#printable], cut behind [#EXCERPT_CHARS] characters: for texts that a stranger may have made
  /// long.
  public static String excerpt(String text) {
    String shown = printable(text);
    return shown.length() <= EXCERPT_CHARS ? shown : shown.substring(0, EXCERPT_CHARS) + "...";
  }

  /// The text fit for a log line or a screen: control characters, escaped octets and direction
  /// marks are shown in hexadecimal behind `\x` or `\\u`, so that no name can forge a line.
  public static String printable(String text) {
    var out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int type = Character.getType(c);
      if (c >= ESCAPE + 0x80 && c <= ESCAPE + 0xFF) {
        out.append(String.format("\\x%02X", c - ESCAPE));
      } else if (c < 0x100 && Character.isISOControl(c)) {
        out.append(String.format("\\x%02X", c));
      } else if (type == Character.FORMAT
          || type == Character.SURROGATE
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        out.append(String.format("\\u%04X", c));
      } else {
        out.appendCodePoint(c);
      }
    }
    return out.toString();
  }

  private static boolean isAscii(byte[] octets, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (octets[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
