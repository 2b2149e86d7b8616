package io.ferryftp.protocol.address;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// The name under which a client knows its server: the argument of HOST (RFC 7151 §3.1).
///
/// @param text a domain name, an IPv4 address, or an IPv6 address without its brackets; in lower
///   case
public record HostName(String text) {
  private static final int MAX_LENGTH = 253;
  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");

  /// What looks like an IPv4 address must be one.
  private static final Pattern DIGITS = Pattern.compile("[0-9.]+");

  /// @throws IllegalArgumentException if it is neither a name nor an address
  public HostName {
    text = text.toLowerCase(Locale.ROOT);
    if (text.length() > MAX_LENGTH || !(isDomain(text) || literal(text).isPresent())) {
      throw new IllegalArgumentException("neither a host name nor an address");
    }
  }

  /// Reads an argument: an IPv6 address stands in brackets there, and nothing carries a port.
  ///
  /// @throws CommandSyntaxException with 501 if it is not well formed
  public static HostName parse(String argument) throws CommandSyntaxException {
    boolean bracketed = argument.length() > 2 && argument.startsWith("[") && argument.endsWith("]");
    String text = bracketed ? argument.substring(1, argument.length() - 1) : argument;
    // Outside ASCII there are letters whose lower case is ASCII.
    if (bracketed == text.contains(":") && text.chars().allMatch(c -> c < 0x80)) {
      try {
        return new HostName(text);
      } catch (IllegalArgumentException e) {
        // Said below, in the words of the protocol.
      }
    }
    throw CommandSyntaxException.badArgument(
        "a host name or address is needed, IPv6 in brackets, without a port");
  }

  /// The argument that [#parse] reads.
  public String format() {
    return text.contains(":") ? "[" + text + "]" : text;
  }

  /// The address, if it is one.
  public Optional<InetAddress> literal() {
    return literal(text);
  }

  private static boolean isDomain(String text) {
    return DOMAIN.matcher(text).matches() && !DIGITS.matcher(text).matches();
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      if (IPV6.matcher(text).matches()) {
        return Optional.of(Inet6Address.ofLiteral(text));
      }
      // Of fewer numbers than four addresses can be made too, which nobody means.
      return DIGITS.matcher(text).matches() && text.chars().filter(c -> c == '.').count() == 3
          ? Optional.of(Inet4Address.ofLiteral(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
