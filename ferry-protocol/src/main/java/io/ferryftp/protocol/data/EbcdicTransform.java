package io.ferryftp.protocol.data;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/// Text between local files, whose lines end in LF, and the data connection of type E, where they
/// end in NL (RFC 959 §3.1.1.2).
///
/// Octet by octet, ISO 8859-1 to code page 1047, which is what z/OS does unless told otherwise.
/// Each of the 256 octets has one of its own, so every text comes back as it was; a character that
/// is several octets of UTF-8 here is as many characters there. LF becomes NL (0x15), and NEL
/// becomes LF (0x25).
public final class EbcdicTransform implements DataTransform {
  static final int NEW_LINE = 0x15;

  private static final int OCTETS = 256;

  private static final byte[] TO_WIRE =
      HexFormat.of()
          .parseHex(
              "00010203372d2e2f1605150b0c0d0e0f101112133c3d322618193f271c1d1e1f"
                  + "405a7f7b5b6c507d4d5d5c4e6b604b61f0f1f2f3f4f5f6f7f8f97a5e4c7e6e6f"
                  + "7cc1c2c3c4c5c6c7c8c9d1d2d3d4d5d6d7d8d9e2e3e4e5e6e7e8e9ade0bd5f6d"
                  + "79818283848586878889919293949596979899a2a3a4a5a6a7a8a9c04fd0a107"
                  + "202122232425061728292a2b2c090a1b30311a333435360838393a3b04143eff"
                  + "41aa4ab19fb26ab5bbb49a8ab0caafbc908feafabea0b6b39dda9b8bb7b8b9ab"
                  + "6465626663679e687471727378757677ac69edeeebefecbf80fdfefbfcbaae59"
                  + "4445424643479c4854515253585556578c49cdcecbcfcce170dddedbdc8d8edf");

  private static final byte[] FROM_WIRE = inverse(TO_WIRE);

  private final byte[] table;

  private EbcdicTransform(byte[] table) {
    this.table = table;
  }

  /// A transform from local text to the data connection.
  public static EbcdicTransform toWire() {
    return new EbcdicTransform(TO_WIRE);
  }

  /// A transform from the data connection to local text.
  public static EbcdicTransform fromWire() {
    return new EbcdicTransform(FROM_WIRE);
  }

  /// Moves as much as fits from `in` to `out`: afterwards `in` is empty or `out` is full.
  @Override
  public void transform(ByteBuffer in, ByteBuffer out) {
    for (int left = Math.min(in.remaining(), out.remaining()); left > 0; left--) {
      out.put(table[in.get() & 0xFF]);
    }
  }

  @Override
  public boolean finish(ByteBuffer out) {
    return true;
  }

  private static byte[] inverse(byte[] table) {
    var inverse = new byte[OCTETS];
    for (int i = 0; i < OCTETS; i++) {
      inverse[table[i] & 0xFF] = (byte) i;
    }
    return inverse;
  }
}
