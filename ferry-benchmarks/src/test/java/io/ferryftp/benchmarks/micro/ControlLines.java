package io.ferryftp.benchmarks.micro;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.reply.ReplyCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What comes and goes over the control connection: the commands of a download and their replies.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class ControlLines {
  private static final String COMMANDS =
      "CWD /pub/files\r\nTYPE I\r\nEPSV\r\nSIZE report-2026.pdf\r\nRETR report-2026.pdf\r\n";
  private static final List<String> LINES =
      Stream.concat(Collections.nCopies(31, "211-Features: MLST").stream(), Stream.of("211 End"))
          .toList();
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final ControlConnection control =
      new ControlConnection(
          new MemoryWire(COMMANDS.getBytes(StandardCharsets.US_ASCII)),
          ControlConnection.MAX_LINE_OCTETS);
  private final Reply shortReply = Reply.of(ReplyCode.FILE_STATUS, "1048576");
  private final Reply longReply =
      Reply.of(
          ReplyCode.SYSTEM_STATUS,
          "Features:",
          Collections.nCopies(30, "MLST Type*;Size*;Modify*;Perm*;"),
          "End");

  /// A line of the wire becomes a command.
  @Benchmark
  public Command readAndParse() {
    return control.readLine(LIMIT) instanceof ControlLine.Text(String line)
        ? CommandCodec.parse(line)
        : CommandCodec.parse("");
  }

  /// A reply of one line becomes octets.
  @Benchmark
  public byte[] encodeShortReply() {
    return ReplyCodec.encode(shortReply);
  }

  /// A reply of 32 lines becomes octets.
  @Benchmark
  public byte[] encodeLongReply() {
    return ReplyCodec.encode(longReply);
  }

  /// A reply of one line goes out, lock and encoding included.
  @Benchmark
  public void writeShortReply() throws IOException {
    control.write(shortReply);
  }

  /// A reply of 32 lines is put together from its lines.
  @Benchmark
  public int decodeLongReply() throws IOException {
    var decoder = new ReplyCodec.Decoder();
    int lines = 0;
    for (String line : LINES) {
      lines += decoder.accept(line).map(reply -> reply.lines().size()).orElse(0);
    }
    return lines;
  }
}
