package io.ferryftp.client;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.net.Inet6Address;
import java.util.Locale;
import java.util.Optional;

/// Reads one URL. Complaints show it with everything that may be a password masked, also where the
/// password is what makes it malformed.
final class FtpUrlReader {
  private static final String SCHEME_END = "://";
  private static final String TYPE = ";type=";

  private final String text;

  FtpUrlReader(String text) {
    this.text = text;
  }

  FtpUrl read() throws FtpUrlSyntaxException {
    FtpUrl.Scheme scheme = scheme();
    String rest = text.substring(scheme.word().length() + SCHEME_END.length());
    int slash = rest.indexOf('/');
    String authority = slash < 0 ? rest : rest.substring(0, slash);
    String path = slash < 0 ? "" : rest.substring(slash + 1);
    int at = authority.lastIndexOf('@');
    Optional<String> user = Optional.empty();
    Optional<Secret> password = Optional.empty();
    if (at >= 0) {
      String login = authority.substring(0, at);
      int colon = login.indexOf(':');
      user = Optional.of(decoded("user", colon < 0 ? login : login.substring(0, colon)));
      if (user.get().isEmpty()) {
        throw wrong("no user in front of the '@'; leave the '@' out for the user anonymous");
      }
      if (colon >= 0) {
        password = Optional.of(Secret.of(decoded("password", login.substring(colon + 1))));
      }
    }
    String hostPort = authority.substring(at + 1);
    int end = endOfHost(hostPort);
    Optional<FtpUrl.Type> type = type(path);
    String segments = type.isEmpty() ? path : path.substring(0, path.length() - TYPE.length() - 1);
    return new FtpUrl(
        scheme,
        host(hostPort.substring(0, end)),
        port(hostPort.substring(end), scheme),
        user,
        password,
        path(segments),
        type);
  }

  private FtpUrl.Scheme scheme() throws FtpUrlSyntaxException {
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw wrong("a control character; write it as % and two hexadecimal digits");
    }
    int end = text.indexOf(SCHEME_END);
    if (end < 0) {
      throw new FtpUrlSyntaxException(
          "'%s' is no URL; it begins with ftp://, as in ftp://%s"
              .formatted(shown(), text.isEmpty() ? "HOST/PATH" : shown()));
    }
    return FtpUrl.Scheme.of(text.substring(0, end))
        .orElseThrow(() -> wrong("Ferry speaks ftp://, ftpes:// and ftps:// alone"));
  }

  private static int endOfHost(String hostPort) {
    int from = hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : 0;
    int colon = hostPort.indexOf(':', from);
    return colon < 0 ? hostPort.length() : colon;
  }

  private String host(String host) throws FtpUrlSyntaxException {
    if (host.isEmpty()) {
      throw wrong("no host; write ftp://HOST/PATH, and an IPv6 address in brackets");
    }
    if (!host.startsWith("[")) {
      boolean known =
          host.chars().allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || isHostMark(c));
      if (!known) {
        throw wrong(
            "the host is no name; letters beyond ASCII are written as xn--, and '@', ':' and '/'"
                + " in a password as %40, %3A and %2F");
      }
      return host;
    }
    String address = host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
    int zone = address.indexOf('%');
    try {
      // Only looked at: the zone may name an interface that is not here.
      var _ = Inet6Address.ofLiteral(zone < 0 ? address : address.substring(0, zone));
      return address;
    } catch (IllegalArgumentException e) {
      throw wrong("between '[' and ']' is no IPv6 address; write it as in ftp://[::1]/");
    }
  }

  private static boolean isHostMark(int c) {
    return c == '-' || c == '.' || c == '_';
  }

  private int port(String text, FtpUrl.Scheme scheme) throws FtpUrlSyntaxException {
    String digits = text.isEmpty() ? "" : text.substring(1);
    if (digits.isEmpty()) {
      return scheme.defaultPort(); // RFC 3986 §3.2.3: also behind a ':' without number.
    }
    boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 0xFFFF) {
      throw wrong(
          "the port is not a number from 1 to 65535; '@', ':' and '/' in a password are written"
              + " %40, %3A and %2F");
    }
    return port;
  }

  private Optional<FtpUrl.Type> type(String path) throws FtpUrlSyntaxException {
    int at = path.toLowerCase(Locale.ROOT).lastIndexOf(TYPE);
    if (at < 0) {
      return Optional.empty();
    }
    return switch (path.substring(at + TYPE.length()).toLowerCase(Locale.ROOT)) {
      case "a" -> Optional.of(FtpUrl.Type.ASCII);
      case "i" -> Optional.of(FtpUrl.Type.IMAGE);
      case "d" -> Optional.of(FtpUrl.Type.LISTING);
      default -> throw wrong("behind ;type= stands a, i or d; ';' in a name is written %3B");
    };
  }

  private String path(String segments) throws FtpUrlSyntaxException {
    // Empty segments first: behind them, a leading "%2F" alone makes a path absolute.
    String from = segments.replaceFirst("^/+", "");
    return decoded("path", from);
  }

  private String decoded(String part, String escaped) throws FtpUrlSyntaxException {
    String decoded =
        Percent.decode(escaped)
            .orElseThrow(() ->
                wrong(
                    "a '%' in the "
                        + part
                        + " without two hexadecimal digits; '%' itself is written %25"));
    if (decoded.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      throw wrong("%00, %0D or %0A in the " + part + "; FTP cannot send it, and Ferry does not");
    }
    return decoded;
  }

  private FtpUrlSyntaxException wrong(String sentence) {
    return new FtpUrlSyntaxException(shown() + ": " + sentence);
  }

  /// The text with `***` from the first `:` that does not introduce a port to the last `@`, or to
  /// the end if there is none.
  private String shown() {
    int end = text.indexOf(SCHEME_END);
    int start = end < 0 ? 0 : end + SCHEME_END.length();
    String rest = text.substring(start);
    int at = rest.lastIndexOf('@');
    int from = at < 0 && rest.startsWith("[") ? rest.indexOf(']') + 1 : 0;
    int colon = rest.indexOf(':', from);
    boolean harmless =
        at < 0 ? rest.substring(Math.max(colon, 0)).matches(":[0-9]{0,5}(/.*)?") : colon > at;
    if (colon < 0 || harmless) {
      return WireText.printable(text);
    }
    String head = text.substring(0, start) + rest.substring(0, colon + 1) + "***";
    return WireText.printable(at < 0 ? head : head + rest.substring(at));
  }
}
