package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One data connection of a script, in clear or protected.
final class DataWire {
  private static final int PIECE = 16 * 1024;

  private final Stage stage;
  private final ScriptTls tls;
  private final Wire wire;

  DataWire(Stage stage, ScriptTls tls, Wire wire) {
    this.stage = stage;
    this.tls = tls;
    this.wire = wire;
  }

  /// Sends octets, at most `most`; gives how many went.
  long send(InputStream octets, long most, Stage.Pace pace) throws IOException {
    return stage.send(wire, octets, most, pace);
  }

  /// Waits for octets, at most so many; -1 at the end.
  int read(byte[] into, int from, int most) throws IOException {
    return wire.read(ByteBuffer.wrap(into, from, most), stage.setting().patience());
  }

  /// Waits for so many octets; fewer at the end.
  byte[] read(int count) throws IOException {
    var got = new byte[count];
    int done = 0;
    while (done < count) {
      int more = read(got, done, count - done);
      if (more < 0) {
        return Arrays.copyOf(got, done);
      }
      done += more;
    }
    return got;
  }

  /// Waits for the end, whatever still comes.
  void awaitEnd() throws IOException {
    var piece = new byte[PIECE];
    int count;
    do {
      count = read(piece, 0, PIECE);
    } while (count >= 0);
  }

  void reset() throws IOException {
    stage.reset(wire);
  }

  /// Ends it as the script wants it.
  void end() {
    try {
      tls.finish(wire);
    } catch (IOException e) {
      // A peer that is gone misses nothing.
      System.getLogger(DataWire.class.getName()).log(System.Logger.Level.DEBUG, "leaving", e);
    }
    stage.discard(wire);
  }
}
