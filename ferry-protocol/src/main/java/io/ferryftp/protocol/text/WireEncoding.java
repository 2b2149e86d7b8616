package io.ferryftp.protocol.text;

/// How texts of the control connection and names in listings become octets and back.
///
/// ASCII octets mean themselves in every encoding, so that commands, reply codes and line ends look
/// alike whatever the names are written in; no character becomes CR, LF or NUL.
public interface WireEncoding {
  /// [WireText]: UTF-8, and every other octet without loss (RFC 2640).
  WireEncoding UTF_8 =
      new WireEncoding() {
        @Override
        public String decode(byte[] octets, int offset, int length) {
          return WireText.decode(octets, offset, length);
        }

        @Override
        public byte[] encode(String text) {
          return WireText.encode(text);
        }

        @Override
        public String toString() {
          return "UTF-8";
        }
      };

  /// The text for these octets, as [WireText]; never fails.
  String decode(byte[] octets, int offset, int length);

  /// The octets of a [WireText].
  byte[] encode(String text);
}
