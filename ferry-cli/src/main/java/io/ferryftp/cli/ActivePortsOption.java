package io.ferryftp.cli;

import io.ferryftp.client.config.ActiveAddress;
import java.net.InetAddress;
import java.util.Optional;

/// The options `--active-address` and `--active-ports`: where the client waits for the server's
/// data connections.
final class ActivePortsOption {
  private ActivePortsOption() {}

  static ActiveAddress parse(Optional<String> address, Optional<String> ports)
      throws MistakeException {
    Optional<InetAddress> announced =
        address.isPresent() ? Optional.of(address(address.get())) : Optional.empty();
    if (ports.isEmpty()) {
      return new ActiveAddress(announced, 0, 0);
    }
    String text = ports.get();
    int dash = text.indexOf('-');
    int first = Port.parse("--active-ports", dash < 0 ? text : text.substring(0, dash));
    int last = dash < 0 ? first : Port.parse("--active-ports", text.substring(dash + 1));
    if (first == 0 || last < first) {
      throw new MistakeException(
          "--active-ports: '%s' is not a range; write the lower port first, as in 50000-50009"
              .formatted(text));
    }
    return new ActiveAddress(announced, first, last);
  }

  private static InetAddress address(String text) throws MistakeException {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new MistakeException(
          "--active-address: '%s' is no IP address; give the one that the server reaches"
              .formatted(text),
          e);
    }
  }
}
