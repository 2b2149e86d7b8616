package io.ferryftp.protocol.reply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The reply to FEAT, as RFC 2389 §3.2 shows it and as servers write it.
final class CapabilitiesTest {
  @Test
  void theExampleOfTheRfc() {
    var known =
        Capabilities.of(
            List.of(
                "Extensions supported:",
                "MLST size*;create;modify*;perm;media-type",
                "SIZE",
                "COMPRESSION",
                "MDTM",
                "END"));
    assertThat(known.has("SIZE")).isTrue();
    assertThat(known.has("size")).isTrue();
    assertThat(known.has("END")).isFalse();
    assertThat(known.parameters("mlst")).contains("size*;create;modify*;perm;media-type");
    assertThat(known.parameters("MLSD")).isEmpty();
  }

  @Test
  void featuresInTwoLinesAreOne() {
    var known = Capabilities.of(List.of("Features:", " AUTH TLS", "AUTH SSL ", "", "end"));
    assertThat(known.parameters("AUTH")).contains("TLS SSL");
  }

  @Test
  void aReplyOfOneLineSaysNothing() {
    assertThat(Capabilities.of(List.of("no features"))).isEqualTo(Capabilities.NONE);
  }
}
