package io.ferryftp.client.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.config.HostNotes.TlsOffer;
import org.junit.jupiter.api.Test;

/// What a memory keeps, and of whom.
final class SharedMemoryTest {
  private static final HostNotes SEEN = HostNotes.NONE.withTlsSeen();

  private final SharedMemory memory = new SharedMemory();

  @Test
  void namesOfHostsDoNotDifferByCase() {
    memory.remember("Example.COM", 21, SEEN);
    assertThat(memory.notes("example.com", 21)).isEqualTo(SEEN);
    assertThat(memory.notes("EXAMPLE.com", 21)).isEqualTo(SEEN);
    assertThat(memory.notes("example.com", 990)).isEqualTo(HostNotes.NONE);
    ClientConfig config = ClientConfig.builder("Example.COM").build();
    assertThat(config.hostKey()).isEqualTo("example.com");
    assertThat(config.host()).isEqualTo("Example.COM");
  }

  @Test
  void serversThatHaveSpokenTlsAreForgottenLast() {
    memory.remember("first", 21, SEEN);
    for (int i = 0; i < SharedMemory.MAX_HOSTS; i++) {
      memory.remember("plain", i + 1, HostNotes.NONE);
    }
    assertThat(memory.notes("first", 21).tls()).isEqualTo(TlsOffer.SEEN);
    for (int i = 0; i < SharedMemory.MAX_HOSTS; i++) {
      memory.remember("later", i + 1, SEEN);
    }
    assertThat(memory.notes("first", 21).tls()).isEqualTo(TlsOffer.UNKNOWN);
    assertThat(memory.notes("later", 1).tls()).isEqualTo(TlsOffer.SEEN);
  }
}
