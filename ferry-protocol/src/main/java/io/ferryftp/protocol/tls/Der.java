package io.ferryftp.protocol.tls;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// As much of DER (X.690) as it takes to put the keys of PKCS#1 and SEC 1 into PKCS#8 (RFC 5958),
/// which the JDK reads.
final class Der {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int PARAMETERS = 0xA0;
  private static final int LONG_FORM = 0x80;
  private static final byte[] VERSION_0 = {INTEGER, 1, 0};
  // 1.2.840.113549.1.1.1 and NULL, RFC 8017 appendix A.1.
  private static final byte[] RSA = {
    0x06, 0x09, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0
  };
  // 1.2.840.10045.2.1, RFC 5480 §2.1.1.
  private static final byte[] EC = {
    0x06, 0x07, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x02, 0x01
  };

  private Der() {}

  /// A key of PKCS#1 in PKCS#8.
  static byte[] pkcs8OfPkcs1(byte[] key) {
    return element(SEQUENCE, VERSION_0, element(SEQUENCE, RSA), element(OCTET_STRING, key));
  }

  /// A key of SEC 1 (RFC 5915) in PKCS#8.
  ///
  /// @throws IllegalArgumentException if it does not say its curve, or is none
  static byte[] pkcs8OfSec1(byte[] key) {
    try {
      ByteBuffer in = content(ByteBuffer.wrap(key), SEQUENCE);
      content(in, INTEGER);
      content(in, OCTET_STRING);
      ByteBuffer curve = content(in, PARAMETERS);
      byte[] name = new byte[curve.remaining()];
      curve.get(name);
      return element(SEQUENCE, VERSION_0, element(SEQUENCE, EC, name), element(OCTET_STRING, key));
    } catch (BufferUnderflowException e) {
      throw new IllegalArgumentException("no key of SEC 1", e);
    }
  }

  /// Whether this is a sequence that begins with this integer, as PKCS#12 does with 3.
  static boolean beginsWithInteger(byte[] octets, int value) {
    try {
      // Not through content(): an element that is cut off is recognised all the same.
      ByteBuffer in = ByteBuffer.wrap(octets, 0, Math.min(octets.length, 16));
      if ((in.get() & 0xFF) != SEQUENCE) {
        return false;
      }
      int length = in.get() & 0xFF;
      in.position(in.position() + (length > LONG_FORM ? length - LONG_FORM : 0));
      return in.get() == INTEGER && in.get() == 1 && in.get() == value;
    } catch (BufferUnderflowException | IllegalArgumentException _) {
      return false;
    }
  }

  private static ByteBuffer content(ByteBuffer in, int tag) {
    if ((in.get() & 0xFF) != tag) {
      throw new IllegalArgumentException("another element than was expected");
    }
    int length = in.get() & 0xFF;
    if (length >= LONG_FORM) {
      int octets = length - LONG_FORM;
      length = 0;
      for (int i = 0; i < octets; i++) {
        length = (length << 8) | (in.get() & 0xFF);
      }
    }
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("an element is longer than what there is");
    }
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < LONG_FORM) {
      out.write(length);
    } else {
      int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(LONG_FORM | octets);
      for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
        out.write(length >>> shift);
      }
    }
    Arrays.stream(parts).forEach(out::writeBytes);
    return out.toByteArray();
  }
}
