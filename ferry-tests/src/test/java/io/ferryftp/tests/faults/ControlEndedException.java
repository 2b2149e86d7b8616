package io.ferryftp.tests.faults;

import java.io.IOException;

/// The control connection has ended, so there is nothing more to say.
final class ControlEndedException extends IOException {
  private static final long serialVersionUID = 1L;

  ControlEndedException(String why, Throwable cause) {
    super(why, cause);
  }

  ControlEndedException(String why) {
    super(why);
  }
}
