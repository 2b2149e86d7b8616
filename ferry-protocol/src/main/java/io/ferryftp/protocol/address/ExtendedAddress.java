package io.ferryftp.protocol.address;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReplyCode;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address and port as EPRT writes them, `|1|132.235.1.2|6275|` or `|2|1080::8:800|5282|`, and
/// the port of 229, `(|||6446|)` (RFC 2428 §2 and §3).
///
/// @param host without zone; an IPv6 address that maps an IPv4 address is that IPv4 address, so
///   that it compares equal to the same host seen directly
/// @param port 1 to 65535
public record ExtendedAddress(InetAddress host, int port) {
  private static final String IPV4 = "1";
  private static final String IPV6 = "2";

  /// The longest text of an IPv6 address, that of one that embeds an IPv4 address.
  private static final int MAX_HOST_CHARS = 45;

  private static final int MAX_NUMBER_DIGITS = 5;

  // The delimiter is whatever the server likes (RFC 2428 §3), but a digit could not be told apart.
  private static final Pattern IN_REPLY = Pattern.compile("([!-/:-~])\\1\\1([0-9]{1,5})\\1");

  public ExtendedAddress {
    if (port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    host = plain(host);
  }

  /// The address in the argument of EPRT. No name is ever looked up.
  ///
  /// @throws CommandSyntaxException 522 for a family other than 1 and 2, 501 for anything that is
  ///   not an address of that family and a port from 1 to 65535
  public static ExtendedAddress parse(String argument) throws CommandSyntaxException {
    if (argument.isEmpty() || argument.charAt(0) < 33 || argument.charAt(0) > 126) {
      throw CommandSyntaxException.badArgument("a delimiter is needed");
    }
    String delimiter = argument.substring(0, 1);
    String[] words = argument.split(Pattern.quote(delimiter), 6);
    if (words.length != 5 || !words[4].isEmpty()) {
      throw CommandSyntaxException.badArgument("family, address and port are needed");
    }
    number(words[1]);
    return switch (words[1]) {
      case IPV4 -> new ExtendedAddress(ipv4(words[2]), port(words[3]));
      case IPV6 -> new ExtendedAddress(ipv6(words[2]), port(words[3]));
      default ->
          throw new CommandSyntaxException(
              ReplyCode.NETWORK_PROTOCOL_NOT_SUPPORTED,
              "Network protocol not supported, use (1,2)");
    };
  }

  /// The argument of EPRT, with `|` as delimiter. An IPv6 address has its shortest form (RFC 5952
  /// §4), because pyftpdlib compares its text with that of the peer's address.
  public String format() {
    String family = host instanceof Inet4Address ? IPV4 : IPV6;
    return "|" + family + "|" + text(host) + "|" + port + "|";
  }

  /// The longest run of zero groups, if it is of two or more, becomes `::`, the first of equals.
  private static String text(InetAddress host) {
    String whole = host.getHostAddress();
    if (host instanceof Inet4Address) {
      return whole;
    }
    String[] groups = whole.split("%", 2)[0].split(":", -1);
    int start = 0;
    int longest = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end].equals("0")) {
        end++;
      }
      if (end - i > longest) {
        start = i;
        longest = end - i;
      }
    }
    if (longest < 2) {
      return String.join(":", groups);
    }
    List<String> all = List.of(groups);
    return String.join(":", all.subList(0, start))
        + "::"
        + String.join(":", all.subList(start + longest, all.size()));
  }

  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(host, port);
  }

  /// The end of the text of a 229 reply.
  public static String formatPort(int port) {
    return "(|||" + port + "|)";
  }

  /// The port, 1 to 65535, in the text of a 229 reply, wherever it stands.
  ///
  /// @throws ProtocolException if there is none
  public static int parsePort(String text) throws ProtocolException {
    Matcher found = IN_REPLY.matcher(text);
    if (found.find()) {
      int port = Integer.parseInt(found.group(2));
      if (port >= 1 && port <= 0xFFFF) {
        return port;
      }
    }
    throw new ProtocolException("no port in the reply to EPSV");
  }

  private static InetAddress ipv4(String text) throws CommandSyntaxException {
    String[] words = text.split("\\.", 5);
    if (words.length != 4) {
      throw CommandSyntaxException.badArgument("an IPv4 address is needed");
    }
    var octets = new byte[4];
    for (int i = 0; i < octets.length; i++) {
      // 010 is eight for some and ten for others.
      if (words[i].length() > 1 && words[i].startsWith("0")) {
        throw CommandSyntaxException.badArgument("an IPv4 address has no leading zeros");
      }
      octets[i] = (byte) HostPort.octet(words[i]);
    }
    return address(octets);
  }

  private static InetAddress ipv6(String text) throws CommandSyntaxException {
    boolean plausible =
        text.length() <= MAX_HOST_CHARS
            && text.indexOf(':') >= 0
            && text.chars().allMatch(c -> c == ':' || c == '.' || isHexDigit(c));
    if (!plausible) {
      throw CommandSyntaxException.badArgument("an IPv6 address without zone is needed");
    }
    try {
      return Inet6Address.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw CommandSyntaxException.badArgument("an IPv6 address is needed");
    }
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static int port(String text) throws CommandSyntaxException {
    int port = number(text);
    if (port < 1 || port > 0xFFFF) {
      throw CommandSyntaxException.badArgument("a port is 1 to 65535");
    }
    return port;
  }

  private static int number(String text) throws CommandSyntaxException {
    if (text.isEmpty()
        || text.length() > MAX_NUMBER_DIGITS
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw CommandSyntaxException.badArgument("family and port are decimal numbers");
    }
    return Integer.parseInt(text);
  }

  private static InetAddress plain(InetAddress host) {
    return address(host.getAddress());
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
