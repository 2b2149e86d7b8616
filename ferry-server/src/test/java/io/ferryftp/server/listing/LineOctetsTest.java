package io.ferryftp.server.listing;

import static io.ferryftp.server.listing.Reading.listings;
import static io.ferryftp.server.listing.Reading.octets;
import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.VirtualPath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineOctetsTest {
  private static final String LONG_NAME = "😀".repeat(255);

  private final FakeTree tree = new FakeTree();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 4096, 65_536})
  void givesTheSameOctetsThroughAnyBuffer(int bufferOctets) throws IOException {
    tree.crowd("/", 3000).directory("/" + LONG_NAME).files("/" + LONG_NAME + "/" + LONG_NAME);
    var listings = listings(tree);
    for (String argument : List.of("", "-a", "-R", "-aR", "*1", "-l", LONG_NAME)) {
      var what = ListArgument.parse(argument);
      assertThat(octets(listings.list(VirtualPath.ROOT, what), bufferOctets))
          .isEqualTo(octets(listings.list(VirtualPath.ROOT, what), 131_072));
      assertThat(octets(listings.names(VirtualPath.ROOT, what), bufferOctets))
          .isEqualTo(octets(listings.names(VirtualPath.ROOT, what), 131_072));
    }
    var facts = List.of(Fact.values());
    assertThat(octets(listings.facts(VirtualPath.ROOT, facts), bufferOctets))
        .isEqualTo(octets(listings.facts(VirtualPath.ROOT, facts), 131_072));
  }

  @Test
  void putsWholeLinesOnly() throws IOException {
    tree.files("/aaaa", "/bbbb", "/cccc");
    try (var source = listings(tree).names(VirtualPath.ROOT, ListArgument.NONE)) {
      var buffer = ByteBuffer.allocate(16);
      assertThat(source.fill(buffer)).isTrue();
      assertThat(text(buffer)).isEqualTo("aaaa\r\nbbbb\r\n");
      assertThat(source.fill(buffer)).as("no room for another line").isTrue();
      assertThat(text(buffer)).isEqualTo("aaaa\r\nbbbb\r\n");
      buffer.clear();
      assertThat(source.fill(buffer)).isFalse();
      assertThat(text(buffer)).isEqualTo("cccc\r\n");
      buffer.clear();
      assertThat(source.fill(buffer)).as("it stays complete").isFalse();
      assertThat(buffer.position()).isZero();
    }
  }

  @Test
  void isCompleteAtOnceWhenThereIsNothing() throws IOException {
    try (var source = listings(tree).list(VirtualPath.ROOT, ListArgument.NONE)) {
      var buffer = ByteBuffer.allocate(16);
      assertThat(source.fill(buffer)).isFalse();
      assertThat(buffer.position()).isZero();
      assertThat(source.remark()).isEmpty();
    }
  }

  @Test
  void showsLongNamesWhole() throws IOException {
    tree.files("/" + LONG_NAME);
    byte[] octets = octets(listings(tree).names(VirtualPath.ROOT, ListArgument.NONE), 4096);
    assertThat(octets).hasSize(255 * 4 + 2);
    assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(LONG_NAME + "\r\n");
  }

  @Test
  void showsTheLongestHeaderThatALimitAllows() throws IOException {
    String path = "";
    for (int i = 0; i < 32; i++) {
      path += "/" + LONG_NAME;
      tree.directory(path);
    }
    byte[] octets = octets(listings(tree).list(VirtualPath.ROOT, ListArgument.parse("-R")), 65_536);
    assertThat(new String(octets, StandardCharsets.UTF_8)).endsWith("\r\n\r\n." + path + ":\r\n");
  }

  @Test
  void closesTheDirectoryWhereverItStopped() throws IOException {
    tree.crowd("/", 100);
    for (String argument : List.of("", "-R", "*")) {
      var listings = listings(tree);
      var what = ListArgument.parse(argument);
      for (var source :
          List.of(
              listings.list(VirtualPath.ROOT, what),
              listings.names(VirtualPath.ROOT, what),
              listings.facts(VirtualPath.ROOT, List.of()))) {
        source.fill(ByteBuffer.allocate(64));
        source.close();
        source.close();
      }
    }
    assertThat(tree.open).isZero();
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer.duplicate().flip()).toString();
  }
}
