package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.LocalName.Rules;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.protocol.text.WireText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalNameTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "/",
        "a/b",
        "../x",
        "/etc/passwd",
        "a\0b",
        "a\nb",
        "a\u001b[2J",
        "a\u0085"
      })
  void whatIsNotOnePlainNameIsRefused(String name) {
    assertThatThrownBy(() -> LocalName.in(directory, name))
        .isInstanceOf(LocalFileException.class)
        .hasMessageContaining("choose a name of your own")
        .message()
        .doesNotContainPattern("[\\p{Cntrl}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "...", "-rf", "~", "a\\b", "C:x", "con", "ä 日本", "?", "%2F"})
  void everyOtherNameIsItself(String name) throws Exception {
    Path file = LocalName.in(directory, name);
    assertThat(file.getParent()).isEqualTo(directory);
    assertThat(LocalName.text(file)).isEqualTo(name);
    Files.writeString(file, "x");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void octetsThatAreNotUtf8ReachTheDisk() throws Exception {
    String name = WireText.decode(new byte[] {'a', (byte) 0xFF, (byte) 0xE4});
    Path file = LocalName.in(directory, name);
    Files.writeString(file, "x");
    assertThat(LocalName.text(file)).isEqualTo(name);
    Process listing = new ProcessBuilder("/bin/ls", "-b", directory.toString()).start();
    assertThat(listing.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(new String(listing.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
        .isEqualTo("a\\377\\344\n");
  }

  @Test
  void theNameBesideHasMoreBehindIt() throws Exception {
    String name = WireText.decode(new byte[] {'a', (byte) 0xFF});
    Path part = LocalName.beside(LocalName.in(directory, name), ".part");
    assertThat(part.getParent()).isEqualTo(directory);
    assertThat(LocalName.text(part)).isEqualTo(name + ".part");
    assertThat(LocalName.beside(Path.of("a.txt"), ".part")).isEqualTo(Path.of("a.txt.part"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\b",
        "C:x",
        "a*",
        "a?",
        "a\"",
        "<a",
        "a>",
        "a|b",
        "a.",
        "a ",
        "con",
        "NUL",
        "aux.txt",
        "com1",
        "LPT9.log",
        "nul .x"
      })
  void windowsRefusesMore(String name) {
    assertThat(LocalName.fault(name, Rules.WINDOWS)).isPresent();
    assertThat(LocalName.fault(name, Rules.UNIX)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.b", "console", "com", "com10", "lpt", "nulled"})
  void windowsTakesTheRest(String name) {
    assertThat(LocalName.fault(name, Rules.WINDOWS)).isEmpty();
  }
}
