package io.ferryftp.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/// The names that clients may know this server by, for a certificate of its own.
final class OwnNames {
  private static final String HOST = "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?";

  private OwnNames() {}

  /// `localhost` and the loopback addresses, this machine's name, the address it listens on (all of
  /// them, if it listens on all), and others that were given; what is no name of a host is left
  /// out.
  static List<String> of(InetAddress listen, Collection<String> others) {
    var names = new LinkedHashSet<String>(List.of("localhost", "127.0.0.1", "::1"));
    add(names, hostName());
    for (InetAddress address : listen.isAnyLocalAddress() ? all() : List.of(listen)) {
      if (!address.isLinkLocalAddress() && !address.isAnyLocalAddress()) {
        names.add(text(address));
      }
    }
    others.forEach(name -> add(names, name));
    return List.copyOf(names);
  }

  private static void add(SequencedSet<String> names, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.matches(HOST)) {
      names.add(lower);
    }
  }

  /// Without the zone: it says how this machine reaches the address, and Java gives one to every
  /// IPv6 address of an interface (RFC 4007 §11).
  private static String text(InetAddress address) {
    String text = HostText.host(address);
    int zone = text.indexOf('%');
    if (zone >= 0) {
      return text.substring(1, zone);
    }
    return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost"; // A machine that does not know its own name.
    }
  }

  private static List<InetAddress> all() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    } catch (IOException _) {
      return List.of(); // The certificate has fewer names then.
    }
  }
}
