package io.ferryftp.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The addresses that begin with the same bits (RFC 4632): `192.0.2.0/24`, `2001:db8::/32`, or one
/// address.
///
/// @param first with nothing but zeros behind the prefix
/// @param prefixBits how many bits count, 0 to 32 or 128
public record AddressBlock(InetAddress first, int prefixBits) {
  private static final int OCTET_BITS = 8;

  /// @throws IllegalArgumentException if the address is not the first of such a block
  public AddressBlock {
    byte[] octets = first.getAddress();
    if (prefixBits < 0 || prefixBits > octets.length * OCTET_BITS) {
      throw new IllegalArgumentException(
          "a prefix has 0 to " + octets.length * OCTET_BITS + " bits");
    }
    try {
      first = InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address", e);
    }
    for (int bit = prefixBits; bit < octets.length * OCTET_BITS; bit++) {
      if (bit(octets, bit) != 0) {
        throw new IllegalArgumentException("there are bits behind the prefix");
      }
    }
  }

  /// The block of a text; no name is ever looked up.
  ///
  /// @throws IllegalArgumentException if it is none, with the reason
  public static AddressBlock parse(String text) {
    int slash = text.indexOf('/');
    try {
      InetAddress first = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
      int all = first.getAddress().length * OCTET_BITS;
      return new AddressBlock(first, slash < 0 ? all : bits(text.substring(slash + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "an address block is written 192.0.2.0/24, 2001:db8::/32, or as one address", e);
    }
  }

  private static int bits(String digits) {
    if (!digits.matches("[0-9]{1,3}")) {
      throw new IllegalArgumentException("a prefix is a decimal number");
    }
    return Integer.parseInt(digits);
  }

  /// Whether an address lies in it.
  public boolean contains(InetAddress address) {
    byte[] mine = first.getAddress();
    byte[] other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < prefixBits; bit++) {
      if (bit(mine, bit) != bit(other, bit)) {
        return false;
      }
    }
    return true;
  }

  private static int bit(byte[] octets, int index) {
    return octets[index / OCTET_BITS] >> (OCTET_BITS - 1 - index % OCTET_BITS) & 1;
  }

  @Override
  public String toString() {
    return first.getHostAddress() + "/" + prefixBits;
  }
}
