package io.ferryftp.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A line in the making, as octets in one array that serves the next line again: a listing of a
/// million entries makes no text of any of them. One thread's.
public final class OctetLine {
  private static final int USUAL_OCTETS = 512;
  private static final int LONGEST_NUMBER = 20;

  private final WireEncoding encoding;
  private byte[] octets = new byte[USUAL_OCTETS];
  private int length;

  /// An empty line.
  ///
  /// @param encoding of what is written as [#text]
  public OctetLine(WireEncoding encoding) {
    this.encoding = encoding;
  }

  /// Begins the next line.
  public OctetLine clear() {
    length = 0;
    return this;
  }

  /// The octets so far.
  public int length() {
    return length;
  }

  /// Adds an ASCII character.
  public OctetLine ascii(char c) {
    reserve(1);
    octets[length++] = (byte) c;
    return this;
  }

  /// Adds ASCII characters; of any other only the low eight bits.
  @SuppressWarnings("deprecation") // the one copy that needs neither an encoder nor an array
  public OctetLine ascii(String text) {
    reserve(text.length());
    text.getBytes(0, text.length(), octets, length);
    length += text.length();
    return this;
  }

  /// Adds a number from 0 up, to the right of as many columns; one that needs more takes them.
  public OctetLine number(long value, int columns, char pad) {
    reserve(Math.max(columns, LONGEST_NUMBER));
    int digits = 1;
    for (long rest = value; rest > 9; rest /= 10) {
      digits++;
    }
    for (int i = digits; i < columns; i++) {
      octets[length++] = (byte) pad;
    }
    length += digits;
    long rest = value;
    for (int i = length - 1; i >= length - digits; i--) {
      octets[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return this;
  }

  /// Adds octets as they are, from position to limit, which stay where they are.
  public OctetLine octets(ByteBuffer added) {
    int count = added.remaining();
    reserve(count);
    added.get(added.position(), octets, length, count);
    length += count;
    return this;
  }

  /// Adds a [WireText] in the encoding of the line.
  public OctetLine text(String text) {
    return isAscii(text) ? ascii(text) : octets(ByteBuffer.wrap(encoding.encode(text)));
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /// Puts octets of the line from an index on into a buffer that has room for them.
  public void copy(int from, int count, ByteBuffer to) {
    to.put(octets, from, count);
  }

  private void reserve(int more) {
    if (octets.length - length < more) {
      octets = Arrays.copyOf(octets, Math.max(octets.length * 2, length + more));
    }
  }

  /// What a line of ASCII characters says.
  @Override
  public String toString() {
    return new String(octets, 0, length, StandardCharsets.ISO_8859_1);
  }

  /// What a line in UTF-8 says, as [WireText].
  public String wireText() {
    return WireText.decode(octets, 0, length);
  }
}
