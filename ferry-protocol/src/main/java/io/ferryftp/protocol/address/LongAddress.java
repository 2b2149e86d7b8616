package io.ferryftp.protocol.address;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address and port as LPRT and 228 write them: `af,hal,h1,…,pal,p1,p2` (RFC 1639), of the
/// families 4 and 6.
///
/// @param host without zone; an IPv6 address that maps an IPv4 address is that IPv4 address
/// @param port 1 to 65535
public record LongAddress(InetAddress host, int port) {
  /// The address families that Ferry knows, as a 521 lists them.
  public static final List<Integer> FAMILIES = List.of(4, 6);

  private static final int IPV4_OCTETS = 4;
  private static final int IPV6_OCTETS = 16;
  private static final int PORT_OCTETS = 2;

  /// Of any family: RFC 1639 knows none with more.
  private static final int MOST_NUMBERS = 64;

  private static final Pattern IN_REPLY =
      Pattern.compile("(?<![0-9])[0-9]{1,3}(?: ?, ?[0-9]{1,3}){8,20}(?![0-9])");

  public LongAddress {
    if (port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    host = address(host.getAddress());
  }

  /// The address in the argument of LPRT: decimal numbers, 0 to 255, of 1 to 3 digits each, and
  /// nothing else.
  ///
  /// @throws CommandSyntaxException 521 for a family other than 4 and 6, with those; 501 for
  ///   anything that is not an address of that family and a port from 1 to 65535
  public static LongAddress parse(String argument) throws CommandSyntaxException {
    String[] words = argument.split(",", MOST_NUMBERS + 1);
    var numbers = new int[words.length];
    for (int i = 0; i < words.length; i++) {
      numbers[i] = HostPort.octet(words[i]);
    }
    if (numbers.length < 2 || numbers.length > MOST_NUMBERS) {
      throw CommandSyntaxException.badArgument("family, address and port are needed");
    }
    int hostOctets =
        switch (numbers[0]) {
          case 4 -> IPV4_OCTETS;
          case 6 -> IPV6_OCTETS;
          default ->
              throw new CommandSyntaxException(
                  ReplyCode.ADDRESS_FAMILY_NOT_SUPPORTED,
                  "Supported address families are " + families(FAMILIES));
        };
    int portAt = 2 + hostOctets;
    if (numbers.length != portAt + 1 + PORT_OCTETS
        || numbers[1] != hostOctets
        || numbers[portAt] != PORT_OCTETS) {
      throw CommandSyntaxException.badArgument("the numbers do not make an address and a port");
    }
    int port = numbers[portAt + 1] << 8 | numbers[portAt + 2];
    if (port == 0) {
      throw CommandSyntaxException.badArgument("there is no port 0");
    }
    var host = new byte[hostOctets];
    for (int i = 0; i < hostOctets; i++) {
      host[i] = (byte) numbers[2 + i];
    }
    return new LongAddress(address(host), port);
  }

  /// The address in the text of a 228 reply, wherever it stands.
  ///
  /// @throws ProtocolException if there is none
  public static LongAddress parseReply(String text) throws ProtocolException {
    Matcher numbers = IN_REPLY.matcher(text);
    while (numbers.find()) {
      try {
        return parse(numbers.group().replace(" ", ""));
      } catch (CommandSyntaxException e) {
        // Numbers that are no address; the text may go on to one.
      }
    }
    throw new ProtocolException("no address in the reply to LPSV");
  }

  /// The numbers, separated by commas.
  public String format() {
    byte[] octets = host.getAddress();
    var numbers = new ArrayList<Integer>();
    numbers.add(host instanceof Inet4Address ? 4 : 6);
    numbers.add(octets.length);
    for (byte octet : octets) {
      numbers.add(octet & 0xFF);
    }
    numbers.addAll(List.of(PORT_OCTETS, port >> 8, port & 0xFF));
    return String.join(",", numbers.stream().map(String::valueOf).toList());
  }

  /// Families as a 521 lists them: `(4,6)`.
  public static String families(List<Integer> families) {
    return "(" + String.join(",", families.stream().map(String::valueOf).toList()) + ")";
  }

  /// Made from its octets an address has no name and no zone, and a mapped one is IPv4.
  private static InetAddress address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("not as long as an address: " + octets.length, e);
    }
  }
}
