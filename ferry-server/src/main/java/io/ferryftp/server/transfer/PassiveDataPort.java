package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent.DataMode;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// The client connects to us: PASV, EPSV.
public final class PassiveDataPort implements DataPort {
  private final Expectation expectation;
  private final Cancellation cancellation = new Cancellation();

  public PassiveDataPort(Expectation expectation) {
    this.expectation = expectation;
  }

  @Override
  public DataMode mode() {
    return DataMode.PASSIVE;
  }

  @Override
  public Wire open(Duration limit) throws IOException {
    cancellation.watch(expectation::withdraw);
    SocketChannel connection = expectation.await(limit);
    cancellation.watch(connection);
    try {
      return expectation.wire(connection);
    } catch (IOException broken) {
      connection.close();
      throw broken;
    }
  }

  @Override
  public void cancel() {
    cancellation.cancel();
    // For a port that was never opened; otherwise this is nothing.
    expectation.withdraw();
  }
}
