package io.ferryftp.benchmarks.micro;

import io.ferryftp.protocol.data.AsciiTransform;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// 64 KiB of text with lines of 60 characters, from the file's line ends to the wire's and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class AsciiText {
  private static final int OCTETS = 64 << 10;

  private final ByteBuffer local = text("\n");
  private final ByteBuffer wire = text("\r\n");
  private final ByteBuffer out = ByteBuffer.allocateDirect(2 * OCTETS);

  private static ByteBuffer text(String end) {
    byte[] line = ("x".repeat(60) + end).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer text = ByteBuffer.allocateDirect(OCTETS);
    while (text.remaining() >= line.length) {
      text.put(line);
    }
    return text.flip();
  }

  /// LF becomes CR LF.
  @Benchmark
  public int toWire() {
    AsciiTransform.toWire().transform(local.rewind(), out.clear());
    return out.position();
  }

  /// CR LF becomes LF.
  @Benchmark
  public int fromWire() {
    AsciiTransform.fromWire().transform(wire.rewind(), out.clear());
    return out.position();
  }
}
