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
      BindException failure, InetSocketAddress control, List<Integer> passivePorts) {
    Optional<IOException> again = tryToBind(control);
    int port = control.getPort();
    if (again.isEmpty()) {
      return new MistakeException(
          "no passive port of %s is free; choose others with --passive-ports A-B"
              .formatted(PassivePortsOption.text(passivePorts)),
          failure);
    }
    String reason = String.valueOf(again.get().getMessage()).toLowerCase(Locale.ROOT);
    if (reason.contains("permission")) {
      return new MistakeException(
          ("no right to bind port %d, which only root has below %d; choose another with"
                  + " --listen :2121, or see \"Port 21 without root\" in docs/operations.md")
              .formatted(port, Port.FIRST_UNPRIVILEGED),
          failure);
    }
    if (reason.contains("assign")) {
      return new MistakeException(
          "%s is not an address of this machine; choose one with --listen HOST:PORT"
              .formatted(HostText.host(control.getAddress())),
          failure);
    }
    return new MistakeException(
        "port %d is taken by another program; choose another with --listen :PORT".formatted(port),
        failure);
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
