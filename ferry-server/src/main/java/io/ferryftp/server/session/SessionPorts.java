package io.ferryftp.server.session;

import io.ferryftp.server.transfer.ActiveDataPort;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.DataPort;
import io.ferryftp.server.transfer.Expectation;
import io.ferryftp.server.transfer.PassiveDataPort;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.Reach;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// Owns the one expectation that a session may have. Used by the session's loop only.
final class SessionPorts implements DataPorts {
  private final long session;
  private final InetAddress local;
  private final InetSocketAddress remote;
  private final PassivePorts passivePorts;
  private final ActivePorts activePorts;
  private Optional<Expectation> expectation = Optional.empty();

  SessionPorts(
      long session,
      InetSocketAddress local,
      InetSocketAddress remote,
      PassivePorts passivePorts,
      ActivePorts activePorts) {
    this.session = session;
    this.local = local.getAddress();
    this.remote = remote;
    this.passivePorts = passivePorts;
    this.activePorts = activePorts;
  }

  @Override
  public int expect(Reach reach) throws IOException {
    withdraw();
    try {
      Expectation fresh = passivePorts.expect(session, remote.getAddress(), reach);
      expectation = Optional.of(fresh);
      return fresh.port();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a passive port");
    }
  }

  /// The data port behind a choice, for one transfer, which owns it from now on.
  DataPort take(DataPortChoice choice) {
    return switch (choice) {
      case DataPortChoice.Active(var target, _) -> new ActiveDataPort(activePorts, local, target);
      case DataPortChoice.Passive _ -> {
        Expectation mine =
            expectation.orElseThrow(() -> new IllegalStateException("passive without expectation"));
        expectation = Optional.empty();
        yield new PassiveDataPort(mine);
      }
      case DataPortChoice.None _ -> throw new IllegalStateException("no data port was chosen");
    };
  }

  /// Lets the expectation go, if there is one that no transfer has taken.
  void withdraw() {
    expectation.ifPresent(Expectation::withdraw);
    expectation = Optional.empty();
  }
}
