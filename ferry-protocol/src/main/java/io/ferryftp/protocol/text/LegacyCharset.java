package io.ferryftp.protocol.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/// A character set from before UTF-8, in which a client and the server may write names.
///
/// Only one in which every ASCII octet is that character, both ways, and in which no other
/// character becomes a control octet: else a name could end a line, and a verb could be something
/// else. A character that the set lacks is shown as `?`, and so is an octet of a name that is not
/// UTF-8. An octet that means nothing in the set becomes the escape of octet 255, which no new name
/// may hold: what is not understood finds nothing and makes nothing.
///
/// @param charset that passes this test
public record LegacyCharset(Charset charset) implements WireEncoding {
  private static final String STANDARD = "windows-1252";
  private static final int ASCII = 0x80;
  private static final int FIRST_PRINTABLE = 0x20;
  private static final byte[] LACKING = {'?'};

  /// The escape of octet 255, which stands nowhere in UTF-8.
  private static final char MEANINGLESS = 0xDCFF;

  /// What western Windows wrote names in, and so most devices.
  public static final LegacyCharset WINDOWS_1252 = named(STANDARD);

  /// @throws IllegalArgumentException if it is not compatible with ASCII, with the reason
  public LegacyCharset {
    if (!charset.name().equals(STANDARD)) { // Which passes; every start would wait for it.
      flaw(charset)
          .ifPresent(flaw -> {
            throw new IllegalArgumentException(charset.name() + " " + flaw);
          });
    }
  }

  /// Why a character set does not pass the test; empty if it does.
  static Optional<String> flaw(Charset charset) {
    if (!charset.canEncode() || !keepsAscii(charset)) {
      return Optional.of("does not write ASCII as ASCII, so commands could not be read in it");
    }
    return makesControls(charset)
        ? Optional.of("writes characters with control octets, which end lines")
        : Optional.empty();
  }

  /// The character set of this name, as the IANA or Java knows it.
  ///
  /// @throws IllegalArgumentException if there is none here, or it is not compatible with ASCII
  public static LegacyCharset named(String name) {
    try {
      return new LegacyCharset(Charset.forName(name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new IllegalArgumentException(
          WireText.excerpt(name) + " is no character set that is known here", e);
    }
  }

  @Override
  public String decode(byte[] octets, int offset, int length) {
    CharsetDecoder decoder = strictDecoder(charset);
    var in = ByteBuffer.wrap(octets, offset, length);
    var out = CharBuffer.allocate((int) (length * (double) decoder.maxCharsPerByte()) + length + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (!result.isError()) {
        return out.flip().toString();
      }
      out.put(MEANINGLESS);
      in.position(in.position() + result.length());
      decoder.reset();
    }
  }

  @Override
  public byte[] encode(String text) {
    return encoded(charset, CharBuffer.wrap(text));
  }

  @Override
  public String toString() {
    return charset.name();
  }

  private static byte[] encoded(Charset charset, CharBuffer text) {
    try {
      ByteBuffer octets =
          charset
              .newEncoder()
              .replaceWith(LACKING)
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE)
              .encode(text);
      byte[] all = new byte[octets.remaining()];
      octets.get(all);
      return all;
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("everything is replaced", e);
    }
  }

  private static CharsetDecoder strictDecoder(Charset charset) {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static boolean keepsAscii(Charset charset) {
    CharsetEncoder encoder =
        charset
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    try {
      for (int octet = 0; octet < ASCII; octet++) {
        // Each by itself: what shifts to another set looks harmless in the middle of a text.
        byte[] one = {(byte) octet};
        String there = strictDecoder(charset).decode(ByteBuffer.wrap(one)).toString();
        ByteBuffer back = encoder.encode(CharBuffer.wrap(String.valueOf((char) octet)));
        if (!there.equals(String.valueOf((char) octet)) || !back.equals(ByteBuffer.wrap(one))) {
          return false;
        }
      }
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static boolean makesControls(Charset charset) {
    boolean onlyBasic = charset.newEncoder().maxBytesPerChar() <= 1;
    int last = onlyBasic ? Character.MAX_VALUE : Character.MAX_CODE_POINT;
    var all = new StringBuilder(2 * last);
    for (int c = ASCII; c <= last; c++) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    for (byte octet : encoded(charset, CharBuffer.wrap(all))) {
      if (octet >= 0 && octet < FIRST_PRINTABLE) {
        return true;
      }
    }
    return false;
  }
}
