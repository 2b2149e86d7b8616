package io.ferryftp.tests.peers;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Where a server is to be: what it serves, what it may write beside that, and its addresses.
///
/// @param served the home of the one account
/// @param scratch for configuration and logs
/// @param control where it is to listen
/// @param protection empty: it speaks no TLS
/// @param manners beyond what is usual here
public record Site(
    Path served,
    Path scratch,
    InetSocketAddress control,
    Optional<Protection> protection,
    Set<Manner> manners) {
  /// How else a server may be configured.
  public enum Manner {
    /// The account's home is its root.
    CONFINED,
    /// Protected data connections need not resume the session of their control connection, as no
    /// other server can.
    UNBOUND,
    /// Who is idle or stalls is left after [#SHORT_SECONDS], as far as that can be configured.
    IMPATIENT
  }

  /// How long the impatient wait; Pure-FTPd counts minutes.
  static final int SHORT_SECONDS = 3;

  /// The account's name.
  public static final String USER = "tester";

  /// Its password.
  public static final String PASSWORD = "let: me/in";

  /// Its password as crypt(3) makes it, with so few rounds that logins cost nothing.
  static final String PASSWORD_HASH =
      "$5$rounds=1000$ferry$XF7HAALEK1NGi7OKXQ0BEkYvSi6OdQCuZO90UG.pMLD";

  /// Passive ports are these: the kernel does not give them out by chance, and no test takes its
  /// listening port from here.
  static final int FIRST_PASSIVE = 10_000;

  static final int LAST_PASSIVE = 19_999;

  public Site {
    manners = Set.copyOf(manners);
  }

  /// A server without TLS.
  public Site(Path served, Path scratch, InetSocketAddress control) {
    this(served, scratch, control, Optional.empty());
  }

  /// A server as is usual.
  Site(Path served, Path scratch, InetSocketAddress control, Optional<Protection> protection) {
    this(served, scratch, control, protection, EnumSet.noneOf(Manner.class));
  }

  boolean is(Manner manner) {
    return manners.contains(manner);
  }

  int port() {
    return control.getPort();
  }

  /// The address in numbers, without brackets.
  String host() {
    return control.getAddress().getHostAddress();
  }

  InetAddress address() {
    return control.getAddress();
  }

  boolean isImplicit() {
    return protection.filter(tls -> tls.beginning() == Protection.Beginning.IMPLICIT).isPresent();
  }

  /// Whether nobody is served without TLS.
  boolean isProtectionRequired() {
    return protection.filter(Protection::isRequired).isPresent();
  }

  boolean isIpv6() {
    return control.getAddress() instanceof Inet6Address;
  }

  /// Writes a file of the server's configuration.
  Path write(String name, String content) throws IOException {
    Path file = scratch.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, content);
  }
}
