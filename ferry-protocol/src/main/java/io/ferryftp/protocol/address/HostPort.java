package io.ferryftp.protocol.address;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An IPv4 address and port as PORT and 227 write them: `h1,h2,h3,h4,p1,p2` (RFC 959 §4.1.2).
///
/// @param port 1 to 65535
public record HostPort(Inet4Address host, int port) {
  private static final int NUMBERS = 6;

  // Brackets, blanks and the text around differ from server to server (RFC 1123 §4.1.2.6).
  private static final Pattern IN_REPLY =
      Pattern.compile("(?<![0-9])[0-9]{1,3}(?: ?, ?[0-9]{1,3}){5}(?![0-9])");

  public HostPort {
    if (port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
  }

  /// The address in the argument of PORT: six decimal numbers, 0 to 255, of 1 to 3 digits each, and
  /// nothing else.
  ///
  /// @throws CommandSyntaxException 501 for anything else and for port 0
  public static HostPort parse(String argument) throws CommandSyntaxException {
    String[] words = argument.split(",", NUMBERS + 1);
    var octets = new byte[NUMBERS];
    if (words.length != NUMBERS) {
      throw CommandSyntaxException.badArgument("six numbers are needed");
    }
    for (int i = 0; i < NUMBERS; i++) {
      octets[i] = (byte) octet(words[i]);
    }
    int port = (octets[4] & 0xFF) << 8 | (octets[5] & 0xFF);
    if (port == 0) {
      throw CommandSyntaxException.badArgument("there is no port 0");
    }
    return new HostPort(host(octets), port);
  }

  /// The address in the text of a 227 reply, wherever it stands, with brackets or without.
  ///
  /// @throws ProtocolException if there is none
  public static HostPort parseReply(String text) throws ProtocolException {
    Matcher numbers = IN_REPLY.matcher(text);
    while (numbers.find()) {
      try {
        return parse(numbers.group().replace(" ", ""));
      } catch (CommandSyntaxException e) {
        // Numbers that are no address; the text may go on to one.
      }
    }
    throw new ProtocolException("no address in the reply to PASV");
  }

  /// The six numbers, separated by commas.
  public String format() {
    return host.getHostAddress().replace('.', ',') + "," + (port >> 8) + "," + (port & 0xFF);
  }

  public InetSocketAddress toSocketAddress() {
    return new InetSocketAddress(host, port);
  }

  /// A decimal number 0 to 255 of 1 to 3 digits.
  static int octet(String word) throws CommandSyntaxException {
    int value = 0;
    for (int i = 0; i < word.length() && i < 4; i++) {
      int digit = word.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw CommandSyntaxException.badArgument("an address is made of decimal numbers");
      }
      value = value * 10 + digit;
    }
    if (word.isEmpty() || word.length() > 3 || value > 0xFF) {
      throw CommandSyntaxException.badArgument("the numbers of an address are 0 to 255");
    }
    return value;
  }

  private static Inet4Address host(byte[] octets) {
    try {
      byte[] address = {octets[0], octets[1], octets[2], octets[3]};
      return (Inet4Address) InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four octets are an address", e);
    }
  }
}
