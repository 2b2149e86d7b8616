package io.ferryftp.tests.sequences;

/// Commands with an address that only the run knows.
final class Port {
  /// A port of the client at which it listens.
  static final String OWN = "PORT own";

  static final String OWN_EXTENDED = "EPRT own";

  static final String OWN_LONG = "LPRT own";

  /// A port of the client at which nobody listens.
  static final String DEAD = "PORT dead";

  static final String DEAD_LONG = "LPRT dead";

  /// A port of the client that is not for clients.
  static final String LOW = "PORT low";

  static final String LOW_LONG = "LPRT low";

  private static final int LOW_PORT = 80;

  private Port() {}

  /// Whether somebody has to listen.
  static boolean isOwn(String line) {
    return line.endsWith(" own");
  }

  /// The command with its address.
  ///
  /// @param host of the client, in dots
  static String resolved(String line, String host, int own, int dead) {
    return switch (line) {
      case OWN -> "PORT " + address(host, own);
      case OWN_LONG -> longAddress(host, own);
      case OWN_EXTENDED -> "EPRT |1|" + host + "|" + own + "|";
      case DEAD -> "PORT " + address(host, dead);
      case DEAD_LONG -> longAddress(host, dead);
      case LOW -> "PORT " + address(host, LOW_PORT);
      case LOW_LONG -> longAddress(host, LOW_PORT);
      default -> line;
    };
  }

  private static String address(String host, int port) {
    return host.replace('.', ',') + "," + port / 256 + "," + port % 256;
  }

  private static String longAddress(String host, int port) {
    return "LPRT 4,4," + host.replace('.', ',') + ",2," + port / 256 + "," + port % 256;
  }
}
