package io.ferryftp.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Socket addresses as people and URLs write them: `127.0.0.1:2121`, `[::1]:2121`.
final class HostText {
  private HostText() {}

  /// Host and port, an IPv6 host in brackets.
  static String of(InetSocketAddress address) {
    return host(address.getAddress()) + ":" + address.getPort();
  }

  /// The address alone, an IPv6 address in brackets and as short as RFC 5952 §4 has it.
  static String host(InetAddress address) {
    return address instanceof Inet6Address v6 ? "[" + shortest(v6) + "]" : address.getHostAddress();
  }

  private static String shortest(Inet6Address address) {
    byte[] octets = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = (octets[2 * i] & 0xFF) << 8 | (octets[2 * i + 1] & 0xFF);
    }
    int zerosAt = -1;
    int zeros = 1; // A single zero group is not shortened (RFC 5952 §4.2.2).
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && groups[i + run] == 0) {
        run++;
      }
      if (run > zeros) {
        zerosAt = i;
        zeros = run;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == zerosAt) {
        text.append("::");
        i += zeros - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    int scope = address.getScopeId();
    return scope == 0 ? text.toString() : text + "%" + scope;
  }
}
