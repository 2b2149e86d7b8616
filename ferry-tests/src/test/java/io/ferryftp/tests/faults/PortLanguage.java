package io.ferryftp.tests.faults;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How client and server tell each other their data ports, on the IPv4 loopback.
enum PortLanguage {
  /// EPSV and EPRT (RFC 2428).
  EXTENDED {
    @Override
    String passive() {
      return "EPSV";
    }

    @Override
    String active(int port) {
      return "EPRT |1|127.0.0.1|" + port + "|";
    }

    @Override
    OptionalInt port(String reply) {
      Matcher port = BARS.matcher(reply);
      return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
    }
  },
  /// LPSV and LPRT (RFC 1639).
  LONG {
    @Override
    String passive() {
      return "LPSV";
    }

    @Override
    String active(int port) {
      return "LPRT 4,4,127,0,0,1,2," + (port >> 8) + "," + (port & 0xFF);
    }

    @Override
    OptionalInt port(String reply) {
      Matcher port = NUMBERS.matcher(reply);
      return port.find()
          ? OptionalInt.of(Integer.parseInt(port.group(1)) << 8 | Integer.parseInt(port.group(2)))
          : OptionalInt.empty();
    }
  };

  private static final Pattern BARS = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
  private static final Pattern NUMBERS = Pattern.compile("4,4,127,0,0,1,2,(\\d+),(\\d+)");

  /// The command that asks the server to listen.
  abstract String passive();

  /// The command that says where the client listens.
  abstract String active(int port);

  /// The port in the reply to [#passive]; empty if there is none.
  abstract OptionalInt port(String reply);
}
