package io.ferryftp.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Why a server could not take its ports, in one line that says what to do.
///
/// The system says only "Address already in use", so the control port is tried once more, alone: if
/// it is free after all, the passive ports were the trouble.
final class StartFailure {
  private StartFailure() {}

  static MistakeException explain(
      BindException failure,
      InetSocketAddress control,
      Optional<InetSocketAddress> implicit,
      List<Integer> passivePorts) {
    return explain(failure, "--listen", ":2121", control)
        .or(() ->
            implicit.flatMap(address -> explain(failure, "--implicit-listen", ":2990", address)))
        .orElseGet(() ->
            new MistakeException(
                "no passive port of %s is free; choose others with --passive-ports A-B"
                    .formatted(PassivePortsOption.text(passivePorts)),
                failure));
  }

  private static Optional<MistakeException> explain(
      BindException failure, String option, String other, InetSocketAddress address) {
    return tryToBind(address)
        .map(again -> new MistakeException(sentence(again, option, other, address), failure));
  }

  private static String sentence(
      IOException again, String option, String other, InetSocketAddress address) {
    int port = address.getPort();
    String reason = String.valueOf(again.getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("permission")) {
      return ("no right to bind port %d, which only root has below %d; choose another with"
              + " %s %s, or see \"Port 21 without root\" in docs/operations.md")
          .formatted(port, Port.FIRST_UNPRIVILEGED, option, other);
    }
    if (reason.contains("assign")) {
      return "%s is not an address of this machine; choose one with %s HOST:PORT"
          .formatted(HostText.host(address.getAddress()), option);
    }
    return "port %d is taken by another program; choose another with %s :PORT"
        .formatted(port, option);
  }

  private static Optional<IOException> tryToBind(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }
}
