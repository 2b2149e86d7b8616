package io.ferryftp.boringssl;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The native half of a connection. One thread at a time uses it, and none once it is freed.
/// Buffers may be direct or of the heap: what is of the heap is copied.
final class BoringConnection {
  /// More than any record of the suites adds to its plain text.
  private static final int RECORD_EXTRA = 32;

  private static final int RECORD_PLAIN = 16 << 10;

  /// An answer to a key update may come in front of what is written.
  private static final int WORDS = 64;

  private static final ByteBuffer NO_OCTETS = ByteBuffer.allocateDirect(1).limit(0);

  private final long ssl;
  private final long bio;
  private final Cleaner.Cleanable memory;

  /// What is lent from [#beginWriting] to [#endWriting].
  private @Nullable Scratch writing;

  /// @param owner with whom the memory goes at the latest
  BoringConnection(BoringServer server, byte[] sessionIdContext, Object owner) {
    long made = server.newConnection(sessionIdContext);
    ssl = made;
    bio = BoringSsl.newBuffers(made);
    memory = BoringServer.CLEANER.register(owner, () -> BoringSsl.free(made));
  }

  /// Gives the memory back, once.
  void free() {
    memory.clean();
  }

  long address() {
    return ssl;
  }

  /// Takes octets of the peer's handshake, as many as it wants; the result of BoringSSL.
  int shake(ByteBuffer from) {
    Scratch scratch = Scratch.take();
    try {
      ByteBuffer in = scratch.readable(from);
      int before = in.position();
      BoringSsl.readFrom(bio, in);
      int result = BoringSsl.handshake(ssl);
      from.position(from.position() + in.limit() - BoringSsl.left(bio) - before);
      BoringSsl.leave(bio);
      return result;
    } finally {
      scratch.giveBack();
    }
  }

  /// Decrypts whole records, as many as have room; the last result that BoringSSL gave.
  int decrypt(ByteBuffer from, ByteBuffer into) {
    Scratch scratch = Scratch.take();
    try {
      ByteBuffer in = scratch.readable(from);
      ByteBuffer plain = into.isDirect() ? into : scratch.room(into.remaining());
      int before = in.position();
      in.limit(before + Records.wholeThatFit(in, plain.remaining()));
      BoringSsl.readFrom(bio, in);
      int result;
      do {
        result = BoringSsl.decrypt(ssl, plain);
        plain.position(plain.position() + Math.max(result, 0));
      } while (result > 0 && BoringSsl.left(bio) > 0 && plain.hasRemaining());
      from.position(from.position() + in.limit() - BoringSsl.left(bio) - before);
      BoringSsl.leave(bio);
      if (!into.isDirect()) {
        into.put(plain.flip());
      }
      return result;
    } finally {
      scratch.giveBack();
    }
  }

  /// What BoringSSL says goes into this buffer from here to [#endWriting].
  void beginWriting(ByteBuffer into) {
    Scratch scratch = Scratch.take();
    writing = scratch;
    BoringSsl.writeTo(bio, into.isDirect() ? into : scratch.room());
  }

  /// @param rest takes what there is no room for
  void endWriting(ByteBuffer into, Words rest) {
    Scratch scratch = lent();
    ByteBuffer out = into.isDirect() ? into : scratch.room();
    out.position(out.limit() - BoringSsl.left(bio));
    BoringSsl.leave(bio);
    if (!into.isDirect()) {
      out.flip();
      int fits = Math.min(out.remaining(), into.remaining());
      into.put(out.slice(0, fits));
      if (fits < out.limit()) {
        byte[] more = new byte[out.limit() - fits];
        out.get(fits, more);
        rest.set(more);
      }
    }
    writing = null;
    scratch.giveBack();
  }

  private Scratch lent() {
    Scratch scratch = writing;
    if (scratch == null) {
      throw new IllegalStateException("nothing is being written");
    }
    return scratch;
  }

  int goOnShaking() {
    return BoringSsl.handshake(ssl);
  }

  /// Encrypts as much as there is room for; how much, or -1 if it fails.
  int encrypt(ByteBuffer from) {
    ByteBuffer plain = lent().readable(from);
    int room = BoringSsl.left(bio) - WORDS;
    int records = room / (RECORD_PLAIN + RECORD_EXTRA);
    int rest = room - records * (RECORD_PLAIN + RECORD_EXTRA) - RECORD_EXTRA;
    int octets = Math.min(plain.remaining(), records * RECORD_PLAIN + Math.max(rest, 0));
    if (octets <= 0) {
      return 0;
    }
    if (BoringSsl.encrypt(ssl, plain, octets) != octets) {
      return -1;
    }
    from.position(from.position() + octets);
    return octets;
  }

  void sayTickets() {
    BoringSsl.encrypt(ssl, NO_OCTETS, 0);
  }

  /// The tickets that wait to be said.
  byte[] takeTickets() {
    var all = new Words();
    ByteBuffer none = ByteBuffer.allocate(0);
    beginWriting(none);
    sayTickets();
    endWriting(none, all);
    return all.take();
  }

  void sayEnd() {
    BoringSsl.sayEnd(ssl);
  }

  /// Whether BoringSSL has said something while it read.
  boolean hasWords() {
    return BoringSsl.hasWords(bio);
  }

  int reason(int result) {
    return BoringSsl.reason(ssl, result);
  }

  boolean isResumed() {
    return BoringSsl.isResumed(ssl);
  }

  String protocol() {
    return BoringSsl.protocol(ssl);
  }

  String suite() {
    return BoringSsl.suite(ssl);
  }

  byte[][] peerChain() {
    return BoringSsl.peerChain(ssl);
  }
}
