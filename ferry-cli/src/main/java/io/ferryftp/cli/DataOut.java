package io.ferryftp.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/// Standard output as the destination of a file: unlike the stream that it writes to, it says when
/// nobody reads any more.
final class DataOut extends OutputStream {
  private final PrintStream out;

  DataOut(PrintStream out) {
    this.out = out;
  }

  @Override
  public void write(int octet) throws IOException {
    out.write(octet);
    check();
  }

  @Override
  public void write(byte[] octets, int offset, int length) throws IOException {
    out.write(octets, offset, length);
    check();
  }

  @Override
  public void flush() throws IOException {
    check(); // Which flushes.
  }

  private void check() throws IOException {
    if (out.checkError()) {
      throw new IOException("nobody reads it any more, or its disk is full");
    }
  }
}
