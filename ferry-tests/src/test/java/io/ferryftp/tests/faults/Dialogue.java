package io.ferryftp.tests.faults;

import io.ferryftp.protocol.net.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// What is said on a control connection, line by line, and kept. Each method throws
/// [ControlEndedException] if the connection ends, and [AssertionError] if the server says nothing
/// within [FaultClient#PATIENCE].
final class Dialogue {
  private final List<String> lines = new ArrayList<>();
  private Wire wire;

  Dialogue(Wire wire) {
    this.wire = wire;
  }

  Wire wire() {
    return wire;
  }

  /// Goes on over another wire: protection has begun or ended.
  void goOn(Wire other) {
    wire = other;
  }

  void send(String line) throws IOException {
    lines.add("C> " + line);
    try {
      wire.write(ByteBuffer.wrap((line + "\r\n").getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new ControlEndedException("while " + line + " was sent", e);
    }
  }

  /// The last line of the next reply.
  String reply() throws IOException {
    String line;
    do {
      line = line();
      lines.add("S> " + line);
    } while (!line.matches("\\d{3} .*"));
    return line;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    var octet = ByteBuffer.allocate(1);
    try {
      while (wire.read(octet.clear(), FaultClient.PATIENCE) >= 0) {
        if (octet.get(0) == '\n') {
          return line.toString(StandardCharsets.UTF_8).stripTrailing();
        }
        line.write(octet.get(0));
      }
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no reply came\n" + this, e);
    } catch (IOException e) {
      throw new ControlEndedException("while a reply was awaited", e);
    }
    throw new ControlEndedException("instead of a reply");
  }

  /// The server says nothing more and ends.
  void requireEnd() throws IOException {
    int octets;
    try {
      octets = wire.read(ByteBuffer.allocate(1), FaultClient.PATIENCE);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("the control connection does not end\n" + this, e);
    } catch (IOException e) {
      throw new ControlEndedException("not in order", e);
    }
    if (octets >= 0) {
      throw new AssertionError("something was said behind the last reply\n" + this);
    }
  }

  /// All of it so far.
  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
