package io.ferryftp.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// Large buffers are shared by so many transfers; all others get small ones.
class BuffersTest {
  @Test
  void largeBuffersAreLimitedAndUsedAgain() {
    var buffers = new Buffers();
    var taken = new ArrayList<ByteBuffer>();
    for (int i = 0; i < Buffers.LARGE_COUNT; i++) {
      taken.add(buffers.acquire());
    }
    assertThat(taken).allMatch(buffer -> buffer.capacity() == Buffers.LARGE_OCTETS);

    ByteBuffer small = buffers.acquire();
    assertThat(small.capacity()).isEqualTo(Buffers.SMALL_OCTETS);
    buffers.release(small);
    buffers.release(taken.getFirst());

    assertThat(buffers.acquire()).isSameAs(taken.getFirst());
    assertThat(buffers.acquire().capacity()).isEqualTo(Buffers.SMALL_OCTETS);
  }
}
