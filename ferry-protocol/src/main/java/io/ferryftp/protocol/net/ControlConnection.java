package io.ferryftp.protocol.net;

import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCodec;
import io.ferryftp.protocol.text.WireEncoding;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The control connection, of either end: lines in, and replies or commands out.
///
/// A line ends with LF, and one CR in front of it belongs to the line end. A bare LF is accepted
/// because hand-written clients send it; no other octet ends a line. A last line without end is
/// dropped.
///
/// One thread reads; any thread may write. Between lines it holds 128 octets of buffer.
public final class ControlConnection implements Closeable {
  /// The usual limit of a line, in octets, with line end and Telnet's commands.
  public static final int MAX_LINE_OCTETS = 4096;

  /// How much of a line that is too long is skipped before it counts as a flood.
  static final int MAX_SKIPPED_OCTETS = 64 * 1024;

  /// How much is read ahead while nobody asks for a line.
  static final int MAX_AHEAD_OCTETS = 16 * 1024;

  private static final int INPUT_OCTETS = 128;
  private static final byte[] NO_LINE = {};

  /// Changed by the reader, while no writer writes.
  private volatile Wire wire;

  /// Of lines both ways; changed by the reader.
  private volatile WireEncoding encoding = WireEncoding.UTF_8;

  private final int maxLineOctets;
  private final TelnetFilter telnet = new TelnetFilter();
  private ByteBuffer input = ByteBuffer.allocate(INPUT_OCTETS).limit(0);
  private final ReentrantLock writing = new ReentrantLock();

  /// The data of the line so far, `length` octets, made of `taken` octets of the wire.
  private byte[] line = NO_LINE;

  private int length;
  private int taken;
  private boolean skipping;

  /// A control connection over a wire, which it owns from now on.
  ///
  /// @param maxLineOctets the longest line, with line end and Telnet's commands
  public ControlConnection(Wire wire, int maxLineOctets) {
    this.wire = wire;
    this.maxLineOctets = maxLineOctets;
  }

  /// The control connection over a connected channel: without Nagle's delay, kept alive, and with
  /// urgent octets in their place among the others, as Telnet's Synch needs it (RFC 854).
  public static ControlConnection over(SocketChannel channel, int maxLineOctets)
      throws IOException {
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    channel.socket().setOOBInline(true);
    return new ControlConnection(new PlainWire(channel), maxLineOctets);
  }

  /// Reads on without taking a line, to see whether the peer is still there; up to 16 KiB are kept.
  public Ahead readAhead(Duration limit) {
    if (input.capacity() < MAX_AHEAD_OCTETS) {
      input = ByteBuffer.allocate(MAX_AHEAD_OCTETS).put(input).flip();
    }
    if (input.remaining() == MAX_AHEAD_OCTETS) {
      return Ahead.FULL;
    }
    input.compact();
    try {
      return wire.read(input, limit) < 0 ? Ahead.CLOSED : Ahead.OPEN;
    } catch (SocketTimeoutException e) {
      return Ahead.OPEN;
    } catch (IOException e) {
      return Ahead.CLOSED;
    } finally {
      input.flip();
    }
  }

  /// Waits for the next line.
  ///
  /// @param limit how long to wait for the whole line; octets that trickle do not extend it
  public ControlLine readLine(Duration limit) {
    long start = System.nanoTime();
    try {
      while (true) {
        while (input.hasRemaining()) {
          switch (take(input.get())) {
            case MORE -> {}
            case COMPLETE -> {
              return complete();
            }
            case TOO_LONG -> {
              return new ControlLine.TooLong();
            }
            case FLOOD -> {
              return new ControlLine.Flooded();
            }
          }
        }
        Duration rest = limit.minusNanos(System.nanoTime() - start);
        if (!rest.isPositive()) {
          return new ControlLine.TimedOut();
        }
        if (fill(rest) < 0) {
          return new ControlLine.Closed(Optional.empty());
        }
      }
    } catch (SocketTimeoutException e) {
      return new ControlLine.TimedOut();
    } catch (IOException e) {
      // A reset, a close by another thread, or no TLS: whichever it was, nothing can be answered.
      return new ControlLine.Closed(Optional.of(e));
    }
  }

  /// Sends a reply, whole and in one write, after those that other threads are sending.
  public void write(Reply reply) throws IOException {
    write(ReplyCodec.encode(reply, encoding));
  }

  /// Sends a command line, whole and in one write.
  ///
  /// @param command [io.ferryftp.protocol.text.WireText] without line end
  /// @throws IllegalArgumentException if it holds CR, LF or NUL, which would make it two commands;
  ///   nothing is sent then
  public void writeLine(String command) throws IOException {
    byte[] octets = encoding.encode(command + "\r\n");
    for (int i = 0; i < octets.length - 2; i++) {
      // Looked for in the octets, where no character set can hide them.
      if (octets[i] == '\r' || octets[i] == '\n' || octets[i] == 0) {
        throw new IllegalArgumentException("CR, LF or NUL in a command");
      }
    }
    write(octets);
  }

  /// Writes names in this encoding from now on, and reads them in it.
  public void speak(WireEncoding agreed) {
    encoding = agreed;
  }

  private void write(byte[] plain) throws IOException {
    byte[] octets = TelnetFilter.escape(plain);
    writing.lock();
    try {
      wire.write(ByteBuffer.wrap(octets));
    } finally {
      writing.unlock();
    }
  }

  /// Whether a next line, or a part of it, has already arrived.
  public boolean hasInput() throws IOException {
    return hasBufferedInput() || wire.available() > 0;
  }

  /// Whether octets have been read behind the last line. What was sent in clear must not count as
  /// protected: that is how STARTTLS was attacked (CVE-2011-0411).
  public boolean hasBufferedInput() {
    return input.hasRemaining() || taken > 0;
  }

  /// Puts another wire in the place of the present one, between two lines; writers wait meanwhile.
  /// For the thread that reads.
  ///
  /// @param change may speak with the peer over the present wire; if it fails, that one stays
  /// @throws UnreadInputException if octets have been read behind the last line: they were sent
  ///   over the wire that is to go, and are never read as coming over its successor
  public <W extends Wire> W change(WireChange<W> change) throws IOException {
    writing.lock();
    try {
      if (hasBufferedInput()) {
        throw new UnreadInputException();
      }
      W next = change.apply(wire);
      wire = next;
      return next;
    } finally {
      writing.unlock();
    }
  }

  /// Says that nothing more will be written, after what other threads are writing: `close_notify`
  /// where the connection is protected.
  public void shutdownOutput() throws IOException {
    writing.lock();
    try {
      wire.shutdownOutput();
    } finally {
      writing.unlock();
    }
  }

  /// The connection below.
  public Wire wire() {
    return wire;
  }

  public InetSocketAddress local() {
    return wire.local();
  }

  public InetSocketAddress remote() {
    return wire.remote();
  }

  @Override
  public void close() throws IOException {
    wire.close();
  }

  private enum Step {
    MORE,
    COMPLETE,
    TOO_LONG,
    FLOOD
  }

  private Step take(byte octet) {
    taken++;
    int data = telnet.accept(octet);
    if (skipping) {
      return skip(data);
    }
    if (taken > maxLineOctets) {
      discard();
      skipping = data != '\n';
      return Step.TOO_LONG;
    }
    if (telnet.wasUndoubled()) {
      append((byte) 0xFF);
    }
    if (data == '\n') {
      return Step.COMPLETE;
    }
    if (data != TelnetFilter.NOTHING) {
      append((byte) data);
    }
    return Step.MORE;
  }

  private Step skip(int data) {
    if (data == '\n') {
      taken = 0;
      skipping = false;
      return Step.MORE;
    }
    if (taken > MAX_SKIPPED_OCTETS) {
      taken = 0;
      return Step.FLOOD;
    }
    return Step.MORE;
  }

  private void append(byte octet) {
    if (length == line.length) {
      int larger = Math.max(INPUT_OCTETS, 2 * line.length);
      line = Arrays.copyOf(line, Math.min(larger, maxLineOctets));
    }
    line[length++] = octet;
  }

  private ControlLine complete() {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    var text = new ControlLine.Text(encoding.decode(line, 0, end));
    discard();
    return text;
  }

  /// Forgets the line and gives its buffer back.
  private void discard() {
    line = NO_LINE;
    length = 0;
    taken = 0;
  }

  private int fill(Duration limit) throws IOException {
    input = input.capacity() > INPUT_OCTETS ? ByteBuffer.allocate(INPUT_OCTETS) : input.clear();
    try {
      return wire.read(input, limit);
    } finally {
      input.flip();
    }
  }
}
