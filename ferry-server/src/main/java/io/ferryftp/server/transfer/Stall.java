package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;

/// A peer that does not get on; its connection ends with RST, because it would not read a FIN
/// either.
///
/// @param limit without progress
/// @param lastProgress when it last got on, by `System.nanoTime`
/// @param beforeCut says why the connection breaks now
record Stall(Wire connection, Duration limit, LongSupplier lastProgress, Runnable beforeCut)
    implements StallWatch.Watched {
  private static final System.Logger LOG = System.getLogger(Stall.class.getName());

  @Override
  public boolean overdue(long nanoTime) {
    return nanoTime - lastProgress.getAsLong() > limit.toNanos();
  }

  @Override
  public void cut() {
    beforeCut.run();
    try {
      connection.reset();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "resetting a stalled data connection failed", e);
    }
  }
}
