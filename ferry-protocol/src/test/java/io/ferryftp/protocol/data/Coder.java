package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;

/// Puts octets through a transform, whole or in chunks, as a transfer would.
final class Coder {
  private final DataTransform transform;
  private final ByteArrayOutputStream result = new ByteArrayOutputStream();

  private Coder(DataTransform transform) {
    this.transform = transform;
  }

  /// What becomes of the octets in one chunk.
  static byte[] whole(DataTransform transform, byte[] octets) throws IOException {
    try (transform) {
      var coder = new Coder(transform);
      coder.take(ByteBuffer.wrap(octets), 1 << 16);
      coder.finish(1 << 16);
      return coder.result.toByteArray();
    }
  }

  /// The same, with borders of chunks at random on both sides.
  static byte[] chunked(DataTransform transform, byte[] octets, Random random) throws IOException {
    try (transform) {
      var coder = new Coder(transform);
      for (int start = 0; start < octets.length && !transform.hasEnded(); ) {
        int end = Math.min(octets.length, start + 1 + random.nextInt(200));
        // A slice of its own: nobody may look beyond its borders.
        coder.take(ByteBuffer.wrap(octets, start, end - start).slice(), room(random));
        start = end;
      }
      coder.finish(room(random));
      return coder.result.toByteArray();
    }
  }

  private static int room(Random random) {
    return DataTransform.ROOM + random.nextInt(100);
  }

  private void take(ByteBuffer in, int room) throws IOException {
    boolean full = true;
    while (!transform.hasEnded() && (in.hasRemaining() || full)) {
      var out = ByteBuffer.allocateDirect(room);
      transform.transform(in, out);
      full = out.remaining() < DataTransform.ROOM;
      assertThat(full || !in.hasRemaining() || transform.hasEnded()).isTrue();
      add(out);
    }
  }

  private void finish(int room) throws IOException {
    boolean done = false;
    while (!done) {
      var out = ByteBuffer.allocate(room);
      done = transform.finish(out);
      add(out);
    }
  }

  private void add(ByteBuffer out) {
    var octets = new byte[out.flip().remaining()];
    out.get(octets);
    result.writeBytes(octets);
  }

  /// Octets of hexadecimal digits with spaces between them.
  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  static String hex(byte[] octets) {
    return HexFormat.ofDelimiter(" ").formatHex(octets);
  }
}
