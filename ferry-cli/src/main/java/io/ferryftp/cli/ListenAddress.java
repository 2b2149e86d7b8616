package io.ferryftp.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/// The options `--listen` and `--implicit-listen`: `HOST:PORT`, `:PORT` (every address, both
/// families) or `[v6]:PORT`.
final class ListenAddress {
  static final String DEFAULT = "[::]:2121";

  private static final String FORMS = "write HOST:PORT, :PORT or [v6]:PORT";

  private ListenAddress() {}

  /// The address to bind; a host name is looked up now.
  static InetSocketAddress parse(String option, String text) throws MistakeException {
    int colon = text.lastIndexOf(':');
    if (text.matches("[0-9]{1,5}")) {
      throw new MistakeException(
          option + ": '%s' is no address; write :%s for this port".formatted(text, text));
    }
    boolean unclosed = text.startsWith("[") && text.indexOf(']') < 0;
    if (unclosed || colon < 0 || colon < text.lastIndexOf(']')) {
      throw new MistakeException(option + ": no port in '%s'; %s".formatted(text, FORMS));
    }
    int port = Port.parse(option, text.substring(colon + 1));
    String host = text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
      if (host.indexOf(':') < 0) {
        throw new MistakeException(option + ": no IPv6 address in '%s'; %s".formatted(text, FORMS));
      }
    } else if (host.indexOf(':') >= 0) {
      throw new MistakeException(
          option
              + ": '%s' is ambiguous; put the IPv6 address in brackets, [%s]:%d"
                  .formatted(text, host, port));
    }
    boolean all = host.isEmpty() || host.equals("::");
    return new InetSocketAddress(all ? Wildcard.address() : address(option, host), port);
  }

  private static InetAddress address(String option, String host) throws MistakeException {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new MistakeException(
          option + ": no host '%s'; name an address of this machine".formatted(host), e);
    }
  }
}
