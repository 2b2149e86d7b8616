package io.ferryftp.tests.sequences;

/// Commands with an address that only the run knows.
final class Port {
  /// A port of the client at which it listens.
  static final String OWN = "PORT own";

  static final String OWN_EXTENDED = "EPRT own";

  /// A port of the client at which nobody listens.
  static final String DEAD = "PORT dead";

  /// A port of the client that is not for clients.
  static final String LOW = "PORT low";

  private static final int LOW_PORT = 80;

  private Port() {}

  /// The command with its address.
  ///
  /// @param host of the client, in dots
  static String resolved(String line, String host, int own, int dead) {
    return switch (line) {
      case OWN -> port(host, own);
      case OWN_EXTENDED -> "EPRT |1|" + host + "|" + own + "|";
      case DEAD -> port(host, dead);
      case LOW -> port(host, LOW_PORT);
      default -> line;
    };
  }

  private static String port(String host, int port) {
    return "PORT " + host.replace('.', ',') + "," + port / 256 + "," + port % 256;
  }
}
