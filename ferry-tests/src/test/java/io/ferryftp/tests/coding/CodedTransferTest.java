package io.ferryftp.tests.coding;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.server.config.Limits;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.SampleFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Coded transfers that are large, cut, broken, too much, or about a piece of a file.
@Timeout(120)
final class CodedTransferTest {
  private static final byte[] OLD = "0123456789".getBytes(StandardCharsets.US_ASCII);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int FREE_OCTETS = 1 << 20;

  @TempDir Path home;
  @TempDir Path data;
  private EmbeddedServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws IOException {
    Files.write(home.resolve("old"), OLD);
    Limits limits =
        Limits.DEFAULT.toBuilder().inflatedOctets(FREE_OCTETS).inflatedOctetsEach(50).build();
    server = EmbeddedServer.over(home, data, config -> config.limits(limits));
    client = server.login();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private void agree(String form) throws IOException {
    for (String command : form(form).commands()) {
      client.expect(200, command);
    }
  }

  private static WireForm form(String letters) {
    return WireForm.of(letters);
  }

  private byte[] stored(String name) throws IOException {
    return Files.readAllBytes(home.resolve(name));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(home)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EFS", "IFB", "IFC", "IFZ", "AFZ", "EFC", "ARS", "ERS", "ARB", "ERB", "ARC", "ERC"
      })
  void largeFilesGoThereAndBack(String letters) throws IOException {
    byte[] content = SampleFile.content(3, 3 << 20);
    Arrays.fill(content, 500_000, 1_000_000, (byte) ' ');
    for (int i = 0; i < content.length; i++) {
      // CR LF would come back as LF in type A.
      content[i] = content[i] == '\r' ? (byte) 'r' : content[i];
    }
    content[content.length - 1] = '\n';
    Files.write(home.resolve("large"), content);
    agree(letters);

    byte[] wire = client.download("RETR large");
    assertThat(form(letters).decode(wire)).isEqualTo(content);
    assertThat(client.upload("STOR copy", wire).code()).isEqualTo(226);
    assertThat(stored("copy")).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARS", "IFB", "ARB", "IFC", "ARC", "IFZ"})
  void anUploadWithoutItsEndIsCut(String letters) throws IOException {
    agree(letters);
    byte[] wire = form(letters).encode("new\n".repeat(9).getBytes(StandardCharsets.US_ASCII));
    byte[] cut = Arrays.copyOf(wire, wire.length - 2);

    assertThat(client.upload("STOR old", cut).code()).isEqualTo(426);
    assertThat(client.upload("STOR new", new byte[0]).code()).isEqualTo(426);
    assertThat(stored("old")).isEqualTo(OLD);
    client.expect(200, "NOOP");
  }

  @ParameterizedTest
  @CsvSource({"ARS,FF 07", "IFB,07 00 01", "IFC,00 07 01", "IFZ,07 07 07"})
  void brokenDataAre451(String letters, String hex) throws IOException {
    agree(letters);
    byte[] broken = java.util.HexFormat.ofDelimiter(" ").parseHex(hex);

    Answer answer = client.upload("STOR old", broken);
    assertThat(answer.code()).as(answer.toString()).isEqualTo(451);
    assertThat(client.upload("STOR new", broken).code()).isEqualTo(451);
    assertThat(server.kit().awaitEvent(ServerEvent.TransferEnded.class, SOON).outcome())
        .isEqualTo(ServerEvent.Outcome.DATA_REJECTED);
    assertThat(stored("old")).isEqualTo(OLD);
    assertThat(names()).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARS", "IFB", "IFC", "IFZ"})
  void anUploadIsCompleteAtItsEndThoughTheConnectionStaysOpen(String letters) throws IOException {
    agree(letters);
    byte[] content = "line\n".getBytes(StandardCharsets.US_ASCII);
    byte[] wire = form(letters).encode(content);
    // In mode C the end is about the string behind it.
    byte[] ended = letters.endsWith("C") ? concat(wire, new byte[] {(byte) 0xC0}) : wire;
    try (Socket connection = client.extendedPassive()) {
      client.expectOpening("STOR new");
      connection.getOutputStream().write(ended);
      client.expect(226);
    }
    assertThat(stored("new")).isEqualTo(content);
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void aBombIs552AndNothingIsPublished() throws IOException {
    agree("IFZ");

    assertThat(client.upload("STOR old", deflated(16 << 20)).code()).isEqualTo(552);
    assertThat(client.upload("STOR new", deflated(16 << 20)).code()).isEqualTo(552);
    assertThat(stored("old")).isEqualTo(OLD);
    assertThat(names()).containsExactly("old");
    // What is small is free, however well it is compressed.
    assertThat(client.upload("STOR new", deflated(FREE_OCTETS)).code()).isEqualTo(226);
    assertThat(stored("new")).hasSize(FREE_OCTETS);
  }

  private static byte[] deflated(int zeros) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var deflater = new DeflaterOutputStream(out, new Deflater(9))) {
      deflater.write(new byte[zeros]);
    }
    return out.toByteArray();
  }

  @Test
  void levelsCompressMoreOrLess() throws IOException {
    Files.writeString(home.resolve("text"), "some words of text\n".repeat(10_000));
    agree("IFZ");
    client.expect(200, "OPTS MODE Z LEVEL 0");
    int not = client.download("RETR text").length;
    client.expect(200, "OPTS MODE Z LEVEL 9");
    int well = client.download("RETR text").length;

    assertThat(not).isGreaterThan(190_000);
    assertThat(well).isLessThan(5_000);
  }

  @ParameterizedTest
  @CsvSource({"0,0,0", "3,5,345", "9,9,9", "0,9,0123456789", "7,100,789"})
  void aRangeIsBothOctetsAndWhatIsBetween(long first, long last, String content)
      throws IOException {
    client.expect(350, "RANG " + first + " " + last);
    assertThat(new String(client.download("RETR old"), StandardCharsets.US_ASCII))
        .isEqualTo(content);
    assertThat(client.download("RETR old")).isEqualTo(OLD);
  }

  @ParameterizedTest
  @CsvSource({
    "3,5,abc,226,012abc6789",
    "3,5,a,226,012a456789",
    "9,20,a,226,012345678a",
    "3,5,abcd,552,0123456789",
    "9,20,ab,552,0123456789",
    "10,12,a,551,0123456789",
    "9223372036854775807,9223372036854775807,a,551,0123456789",
  })
  void aStoredRangeLeavesTheRest(long first, long last, String sent, int code, String content)
      throws IOException {
    client.expect(350, "RANG " + first + " " + last);
    if (code == 551) {
      try (Socket _ = client.extendedPassive()) {
        client.expect(350, "RANG " + first + " " + last);
        client.expect(code, "STOR old");
      }
    } else {
      byte[] octets = sent.getBytes(StandardCharsets.US_ASCII);
      assertThat(client.upload("STOR old", octets).code()).isEqualTo(code);
    }
    assertThat(new String(stored("old"), StandardCharsets.US_ASCII)).isEqualTo(content);
    assertThat(names()).containsExactly("old");
  }

  /// As SIZE counts them (RFC 3659 §5.2).
  @Test
  void offsetsOfTypeAAreThoseOfTheDataConnection() throws IOException {
    String text = "a\nb\nc\n";
    String sent = "a\r\nb\r\nc\r\n";
    Files.writeString(home.resolve("t"), text);
    client.expect(200, "TYPE A");
    assertThat(client.expect(213, "SIZE t").text()).isEqualTo("9");
    for (int offset = 0; offset <= sent.length(); offset++) {
      client.expect(350, "REST " + offset);
      assertThat(new String(client.download("RETR t"), StandardCharsets.US_ASCII))
          .isEqualTo(sent.substring(offset));
    }
    for (String verb : List.of("STOR t", "APPE t")) {
      for (int offset = 1; offset <= sent.length(); offset++) {
        Files.writeString(home.resolve("t"), text);
        client.expect(350, "REST " + offset);
        byte[] rest = sent.substring(offset).getBytes(StandardCharsets.US_ASCII);
        assertThat(client.upload(verb, rest).code()).isEqualTo(226);
        assertThat(Files.readString(home.resolve("t"))).isEqualTo(text);
      }
    }
    try (Socket _ = client.extendedPassive()) {
      client.expect(350, "REST 10");
      client.expect(554, "RETR t");
      client.expect(350, "REST 10");
      client.expect(554, "STOR t");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ARS", "ARB", "ARC"})
  void aRecordIsALineWhateverEndsIt(String letters) throws IOException {
    Files.writeString(home.resolve("dos"), "a\r\nb\rc\n");
    agree(letters);
    assertThat(
            new String(
                form(letters).decode(client.download("RETR dos")), StandardCharsets.US_ASCII))
        .isEqualTo("a\nb\rc\n");
  }

  @Test
  void aRangeOfALargeFileIsExact() throws IOException {
    byte[] content = SampleFile.content(5, 5 << 20);
    Files.write(home.resolve("large"), content);
    int first = 1_000_001;
    int last = 4_000_002;

    client.expect(350, "RANG " + first + " " + last);
    assertThat(client.download("RETR large"))
        .isEqualTo(Arrays.copyOfRange(content, first, last + 1));
  }
}
