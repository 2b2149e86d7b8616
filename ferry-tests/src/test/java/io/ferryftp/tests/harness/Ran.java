package io.ferryftp.tests.harness;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A command of the program that came to its end.
public final class Ran {
  private final int exit;
  private final byte[] out;
  private final String err;

  Ran(int exit, byte[] out, String err) {
    this.exit = exit;
    this.out = out.clone();
    this.err = err;
  }

  /// Its status.
  public int exit() {
    return exit;
  }

  /// Its standard output, octet by octet.
  public byte[] out() {
    return out.clone();
  }

  /// Its standard output as text.
  public String text() {
    return new String(out, StandardCharsets.UTF_8);
  }

  /// The lines of its standard output.
  public List<String> lines() {
    return text().lines().toList();
  }

  /// Its standard error.
  public String err() {
    return err;
  }

  /// Fails the test unless all was done.
  public Ran orFail() {
    if (exit != 0) {
      throw new AssertionError("exit %d%nout: %s%nerr: %s".formatted(exit, text(), err));
    }
    return this;
  }
}
