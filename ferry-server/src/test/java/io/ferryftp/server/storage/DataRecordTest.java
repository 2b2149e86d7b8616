package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.text.WireText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Records come back as they were written, or not at all.
final class DataRecordTest {
  private static final DataRecord RECORD =
      new DataRecord(
          Map.of(
              "home", "/srv/日本",
              "path", "/a\nend\n%41 b",
              "raw", WireText.decode(new byte[] {(byte) 0xFF, '%', 0x7F})));

  @Test
  void whatIsWrittenIsRead() {
    assertThat(DataRecord.parse(RECORD.format())).contains(RECORD);
    assertThat(new String(RECORD.format(), StandardCharsets.US_ASCII))
        .matches("[\\x20-\\x7E\\n]+")
        .contains("home /srv/%E6%97%A5%E6%9C%AC\n");
  }

  @Test
  void aRecordThatWasCutOffIsNone() {
    byte[] whole = RECORD.format();
    for (int length = 0; length < whole.length - 1; length++) {
      assertThat(DataRecord.parse(Arrays.copyOf(whole, length))).as("%d", length).isEmpty();
    }
  }
}
