package io.ferryftp.client;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A URL of the scheme `ftp` (RFC 1738 §3.2), or of `ftpes` or `ftps`, which are the same but for
/// the way TLS begins. [#parse] and [#toString] are inverses, but for the password, which no text
/// of ours shows.
///
/// Paths are relative to the directory of the login; `%2F` in front of the first segment makes them
/// absolute. Empty segments, of which RFC 1738 makes a CWD without argument, are left out. A URL
/// without path, and one that ends in `/`, names a directory. There are neither queries nor
/// fragments: `?` and `#` belong to the name.
///
/// ```
/// ftp://example.org/pub/a.txt      pub/a.txt below the directory of the login
/// ftp://anna@example.org/%2Fetc/   /etc, a directory
/// ftp://[::1]:2121/a.txt;type=a    a.txt, as text
/// ```
///
/// @param scheme which also says how the control connection is protected
/// @param host a name or an IPv4 address in lower case, or an IPv6 address without brackets
/// @param port 1 to 65535
/// @param user empty if the URL names none
/// @param password empty if the URL has none
/// @param path as [WireText] with a `/` behind it if it is a directory's, and one in front of it if
///   it is absolute; `""` is the directory of the login
/// @param type what `;type=` says
public record FtpUrl(
    Scheme scheme,
    String host,
    int port,
    Optional<String> user,
    Optional<Secret> password,
    String path,
    Optional<Type> type) {
  /// What a URL begins with.
  public enum Scheme {
    /// TLS where the server offers it.
    FTP("ftp", ClientConfig.DEFAULT_PORT),
    /// TLS by AUTH TLS, and nothing without it (RFC 4217).
    FTPES("ftpes", ClientConfig.DEFAULT_PORT),
    /// TLS from the first octet.
    FTPS("ftps", ClientConfig.IMPLICIT_TLS_PORT);

    private final String word;
    private final int defaultPort;

    Scheme(String word, int defaultPort) {
      this.word = word;
      this.defaultPort = defaultPort;
    }

    /// As it stands in front of `://`.
    public String word() {
      return word;
    }

    /// The port of a URL that names none.
    public int defaultPort() {
      return defaultPort;
    }

    /// The scheme of this name, in upper or lower case.
    static Optional<Scheme> of(String word) {
      return Stream.of(values()).filter(one -> one.word.equalsIgnoreCase(word)).findFirst();
    }
  }

  /// The type codes of RFC 1738 §3.2.2.
  public enum Type {
    /// `a`: text, whose line ends are converted.
    ASCII('a'),
    /// `i`: octets as they are.
    IMAGE('i'),
    /// `d`: the names in a directory (NLST).
    LISTING('d');

    private final char code;

    Type(char code) {
      this.code = code;
    }

    /// The letter behind `;type=`.
    public char code() {
      return code;
    }
  }

  public FtpUrl {
    if (host.isEmpty() || port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("a URL has a host and a port from 1 to 65535");
    }
    if (password.isPresent() && user.isEmpty()) {
      throw new IllegalArgumentException("a password without user");
    }
    host = host.toLowerCase(Locale.ROOT);
    path = withoutEmptySegments(path);
    refuseLineEnds(path);
    user.ifPresent(FtpUrl::refuseLineEnds);
  }

  /// Reads a URL.
  ///
  /// @throws FtpUrlSyntaxException if it is none, if it is one of another scheme, or if it holds
  ///   `%00`, `%0D` or `%0A`
  public static FtpUrl parse(String text) throws FtpUrlSyntaxException {
    return new FtpUrlReader(text).read();
  }

  /// Whether it names a directory: it has no path, or one that ends in `/`.
  public boolean isDirectory() {
    return path.isEmpty() || path.endsWith("/");
  }

  /// The path as it is sent in a command: without the `/` behind it; `""` for the directory of the
  /// login.
  public String pathname() {
    return path.endsWith("/") && path.length() > 1 ? path.substring(0, path.length() - 1) : path;
  }

  /// The last segment of the path; empty for the directory of the login and for `/`.
  public Optional<String> name() {
    String all = pathname();
    String last = all.substring(all.lastIndexOf('/') + 1);
    return last.isEmpty() ? Optional.empty() : Optional.of(last);
  }

  /// The URL of an entry of this directory.
  ///
  /// @param child one name, as [WireText]
  public FtpUrl resolve(String child) {
    if (child.isEmpty() || child.indexOf('/') >= 0) {
      throw new IllegalArgumentException("not one name: " + WireText.printable(child));
    }
    String directory = isDirectory() ? path : path + "/";
    return new FtpUrl(scheme, host, port, user, password, directory + child, type);
  }

  /// The text of the URL, in ASCII and without password.
  @Override
  public String toString() {
    var out = new StringBuilder(scheme.word()).append("://");
    user.ifPresent(name -> out.append(Percent.encode(name).replace("/", "%2F")).append('@'));
    out.append(host.indexOf(':') < 0 ? host : "[" + host + "]");
    if (port != scheme.defaultPort()) {
      out.append(':').append(port);
    }
    out.append('/');
    if (path.startsWith("/")) {
      out.append("%2F");
    }
    out.append(Percent.encode(path.startsWith("/") ? path.substring(1) : path));
    type.ifPresent(code -> out.append(";type=").append(code.code()));
    return out.toString();
  }

  private static String withoutEmptySegments(String path) {
    var out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || out.isEmpty() || out.charAt(out.length() - 1) != '/') {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static void refuseLineEnds(String text) {
    if (text.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      throw new IllegalArgumentException("CR, LF or NUL in a URL");
    }
  }
}
