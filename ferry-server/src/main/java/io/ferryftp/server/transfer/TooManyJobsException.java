package io.ferryftp.server.transfer;

import java.io.IOException;

/// The server does as many jobs of this kind as it may.
public final class TooManyJobsException extends IOException {
  private static final long serialVersionUID = 1L;

  TooManyJobsException() {
    super("too many at the same time");
  }
}
