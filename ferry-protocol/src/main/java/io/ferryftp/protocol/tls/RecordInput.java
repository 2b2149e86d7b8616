package io.ferryftp.protocol.tls;

import io.ferryftp.protocol.net.Wire;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// Takes records of TLS (RFC 8446 §5.1) from a connection, one whole one after the other. Belongs
/// to the thread that reads.
///
/// Without read-ahead it takes nothing beyond a record that has been asked for, and holds no memory
/// in between.
final class RecordInput {
  /// How octets come.
  enum Memory {
    /// In lines: from the heap, a record at a time.
    LINES,
    /// In bulk, from the heap.
    HEAP,
    /// In bulk, for an engine outside the heap: from [BulkMemory], to be given back.
    DIRECT;

    static Memory inBulkFor(SSLEngine engine) {
      return engine instanceof NativeEngine ? DIRECT : HEAP;
    }
  }

  /// Several records in one read, where octets come in bulk.
  private static final int BULK_OCTETS = 68 << 10;

  private static final int HEADER_OCTETS = 5;
  private static final int LENGTH_AT = 3;
  private static final int MAJOR_VERSION = 3;

  /// RFC 5246 §6.2.3 allows 2,048 octets beyond the plain text; RFC 8446 §5.2 fewer.
  static final int MAX_FRAGMENT_OCTETS = (16 << 10) + 2048;

  /// The content types of records, from the lowest to the highest.
  private static final int CHANGE_CIPHER_SPEC = 20;

  private static final int HANDSHAKE = 22;
  private static final int APPLICATION_DATA = 23;

  private static final Duration PRESENT = Duration.ofSeconds(1);
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Wire below;
  private final Memory memory;

  /// What came and was not taken yet, from position to limit.
  private ByteBuffer received = NOTHING;

  RecordInput(Wire below, Memory memory) {
    this.below = below;
    this.memory = memory;
  }

  /// The octets of the record that is there as a whole, header included; 0 if none is.
  ///
  /// @throws ClearTextException if what is there is no record
  int atHand() throws SSLException {
    if (received.remaining() < HEADER_OCTETS) {
      return 0;
    }
    int length = length();
    return received.remaining() < length ? 0 : length;
  }

  /// What the header says of the record's octets, header included.
  private int length() throws SSLException {
    int at = received.position();
    int type = received.get(at);
    if (type < CHANGE_CIPHER_SPEC
        || type > APPLICATION_DATA
        || received.get(at + 1) != MAJOR_VERSION) {
      throw new ClearTextException();
    }
    int length = Short.toUnsignedInt(received.getShort(at + LENGTH_AT));
    if (length > MAX_FRAGMENT_OCTETS) {
      throw new SSLException("a TLS record of " + length + " octets is too long");
    }
    return HEADER_OCTETS + length;
  }

  /// Whether the record at hand says that it is one of a handshake.
  boolean isHandshake() {
    return received.get(received.position()) == HANDSHAKE;
  }

  /// Whether something is there, be it less than a record.
  boolean isInRecord() {
    return received.hasRemaining();
  }

  /// What is there; whoever takes a record from it moves its position.
  ByteBuffer octets() {
    return received;
  }

  /// Lets go of memory that holds nothing.
  void release() {
    if (!received.hasRemaining()) {
      received = memory == Memory.LINES ? NOTHING : received.clear().limit(0);
    }
  }

  /// Lets go of all memory; nothing is read any more.
  void giveBack() {
    ByteBuffer last = received;
    received = NOTHING;
    if (memory == Memory.DIRECT) {
      BulkMemory.RECEIVED.giveBack(last);
    }
  }

  /// Takes what is there, which turned out not to be TLS.
  ByteBuffer takeAll() {
    ByteBuffer all = received;
    received = NOTHING;
    return all;
  }

  /// Waits for a whole record; false if the connection ends before.
  ///
  /// @throws SocketTimeoutException at the deadline; what has come stays
  boolean await(long deadline) throws IOException {
    while (atHand() == 0) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        throw new SocketTimeoutException("no TLS record in time");
      }
      if (fill(left) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Takes what has arrived; whether it makes a record.
  boolean pull() throws IOException {
    while (atHand() == 0) {
      if (below.available() == 0 || fill(PRESENT) < 0) {
        return false;
      }
    }
    return true;
  }

  /// Reads on: to the end of the header or of the record, and beyond it only with read-ahead.
  private int fill(Duration limit) throws IOException {
    int wanted = received.remaining() < HEADER_OCTETS ? HEADER_OCTETS : length();
    if (received.capacity() < wanted) {
      received = room(wanted).put(received).flip();
    } else if (received.capacity() - received.position() < wanted) {
      received.compact().flip();
    }
    int end = memory == Memory.LINES ? received.position() + wanted : received.capacity();
    ByteBuffer room = received.duplicate().limit(end).position(received.limit());
    int count = below.read(room, limit);
    received.limit(received.limit() + Math.max(count, 0));
    return count;
  }

  private ByteBuffer room(int octets) {
    return switch (memory) {
      case LINES -> ByteBuffer.allocate(octets);
      case HEAP -> ByteBuffer.allocate(BULK_OCTETS);
      case DIRECT -> BulkMemory.RECEIVED.take(BULK_OCTETS);
    };
  }

  /// Moves as much from one buffer to another as both allow; how much.
  static int move(ByteBuffer from, ByteBuffer into) {
    int count = Math.min(from.remaining(), into.remaining());
    into.put(from.slice(from.position(), count));
    from.position(from.position() + count);
    return count;
  }
}
