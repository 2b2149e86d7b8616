package io.ferryftp.protocol.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RepresentationTest {
  @Test
  void everyValueComesBack() throws Exception {
    for (Representation value : Representation.values()) {
      assertThat(Representation.parse(value.format())).isEqualTo(value);
    }
    for (FileStructure value : FileStructure.values()) {
      assertThat(FileStructure.parse(value.format())).isEqualTo(value);
    }
    for (TransferMode value : TransferMode.values()) {
      assertThat(TransferMode.parse(value.format())).isEqualTo(value);
    }
  }

  @Test
  void letterCaseDoesNotMatter() throws Exception {
    assertThat(Representation.parse("a")).isEqualTo(Representation.ASCII);
    assertThat(Representation.parse("a n")).isEqualTo(Representation.ASCII);
    assertThat(Representation.parse("l 8")).isEqualTo(Representation.IMAGE);
    assertThat(FileStructure.parse("f")).isEqualTo(FileStructure.FILE);
    assertThat(TransferMode.parse("s")).isEqualTo(TransferMode.STREAM);
  }
}
