package io.ferryftp.protocol.text;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// A text that can be compared and handed on, and never printed: `toString` is always `***`.
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /// Takes the text into custody.
  public static Secret of(String text) {
    return new Secret(text);
  }

  /// The text itself, for the one place that checks or sends it. Its callers are listed by an
  /// architecture test.
  public String reveal() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /// Whether both hold the same text; takes the same time wherever they differ.
  public boolean matches(Secret other) {
    return MessageDigest.isEqual(chars(text), chars(other.text));
  }

  /// Char by char, because an encoder would take one lone surrogate for another, and so one
  /// password that is not UTF-8 for another.
  private static byte[] chars(String text) {
    var octets = ByteBuffer.allocate(2 * text.length());
    octets.asCharBuffer().put(text);
    return octets.array();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret);
  }

  @Override
  public int hashCode() {
    return 0; // A hash in a log or a heap dump is a way back to the text.
  }

  @Override
  public String toString() {
    return "***";
  }
}
