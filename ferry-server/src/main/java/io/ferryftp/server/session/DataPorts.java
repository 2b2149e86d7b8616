package io.ferryftp.server.session;

import io.ferryftp.server.transfer.Reach;
import java.io.IOException;

/// What the handlers of one session may ask of its data ports. Its implementation in the loop owns
/// the expectation behind the choice.
interface DataPorts {
  /// Expects a data connection at a shared passive port, whose number it returns; an expectation
  /// that this session had before is withdrawn. May wait for a port to become free.
  ///
  /// @param reach from where it may come
  ///
  /// @throws java.net.SocketTimeoutException if none became free within the limit
  int expect(Reach reach) throws IOException;
}
