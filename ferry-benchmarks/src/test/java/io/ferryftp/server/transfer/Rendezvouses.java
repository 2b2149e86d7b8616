package io.ferryftp.server.transfer;

import io.ferryftp.server.config.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A session and its data connection find each other: claim, arm, offer, await; no socket is
/// connected.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class Rendezvouses {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int PORTS = 10;

  /// Sessions of one address that take turns.
  @Param({"1", "64"})
  public int sessions = 1;

  private final Rendezvous rendezvous =
      new Rendezvous(PORTS, Limits.DEFAULT, System::nanoTime, new Random(1));
  private final SocketChannel connection = unconnected();
  private int turn;

  private static SocketChannel unconnected() {
    try {
      return SocketChannel.open();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /// From the claim to the connection.
  @Benchmark
  public SocketChannel meet() throws IOException, InterruptedException {
    InetAddress address = InetAddress.getLoopbackAddress();
    turn = (turn + 1) % sessions;
    Rendezvous.Seat seat = rendezvous.claim(address, turn, Reach.CLIENT);
    rendezvous.arm(seat);
    rendezvous.offer(address, seat.claim().port(), connection);
    return rendezvous.await(seat, LIMIT);
  }
}
