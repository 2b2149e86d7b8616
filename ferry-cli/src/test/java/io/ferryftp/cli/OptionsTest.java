package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.account.KnownPassword;
import io.ferryftp.server.account.PasswordHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be typed behind an option, and what is said about the rest.
class OptionsTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NAME:pw              | NAME | pw       |",
        "NAME:p:w             | NAME | p:w      |",
        "NAME:pa:ss:/dir      | NAME | pa:ss    | /dir",
        "NAME:pa:ss:./dir     | NAME | pa:ss    | ./dir",
        "NAME:pa:ss:../dir    | NAME | pa:ss    | ../dir",
        "NAME:pw:/            | NAME | pw       | /",
        "NAME:p:/a:/b         | NAME | p:/a     | /b",
        "NAME:p:/a:b          | NAME | p        | /a:b",
        "NAME:/secret         | NAME | /secret  |",
        "NAME:pw:dir          | NAME | pw:dir   |",
        "NAME:pw:.            | NAME | pw:.     |",
        "NAME:pw:.dir         | NAME | pw:.dir  |",
        "NAME::               | NAME | :        |",
        "NAME:::/d            | NAME | :        | /d",
        "a b:p w:/d e         | a b  | p w      | /d e",
        "ü日本:ß                | ü日本 | ß        |",
        "NAME:p@f             | NAME | p@f      |",
      })
  void users(String typed, String name, String password, String home) throws Exception {
    UserOption option = UserOption.parse(typed);
    assertThat(option.name()).isEqualTo(name);
    assertThat(option.password()).isEqualTo(new KnownPassword.Clear(Secret.of(password)));
    assertThat(option.directory().map(Path::toString).orElse(null)).isEqualTo(home);
    assertThat(option.toString()).contains("***");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "topsecret", ":topsecret", "NAME:", "NAME::/dir", "a\tb:topsecret"})
  void usersThatAreNone(String typed) {
    assertThatThrownBy(() -> UserOption.parse(typed))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("--user")
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void aPasswordCanBeTheFirstLineOfAFile() throws Exception {
    Path file = Files.writeString(directory.resolve("pw"), " pa:ss \r\nsecond line\n");
    assertThat(UserOption.parse("NAME:@" + file).password())
        .isEqualTo(new KnownPassword.Clear(Secret.of(" pa:ss ")));
    UserOption both = UserOption.parse("NAME:@" + file + ":/srv");
    assertThat(both.password()).isEqualTo(new KnownPassword.Clear(Secret.of(" pa:ss ")));
    assertThat(both.directory()).contains(Path.of("/srv"));
  }

  @Test
  void aFileCanHoldAHashInstead() throws Exception {
    PasswordHash hash = PasswordHash.of(Secret.of("topsecret"), 10);
    Path file = Files.writeString(directory.resolve("hash"), hash.text().reveal() + "\n");
    assertThat(UserOption.parse("NAME:@" + file).password())
        .isInstanceOf(KnownPassword.Hashed.class);
    // On the command line, what looks like one is a password like any other.
    assertThat(UserOption.parse("NAME:" + hash.text().reveal()).password())
        .isInstanceOf(KnownPassword.Clear.class);
    Path broken = Files.writeString(directory.resolve("broken"), PasswordHash.PREFIX + "topsecret");
    assertThatThrownBy(() -> UserOption.parse("NAME:@" + broken))
        .isInstanceOf(MistakeException.class)
        .hasMessageNotContaining("topsecret");
  }

  @Test
  void aPasswordFileThatHoldsNoneIsAMistake() throws Exception {
    Path empty = Files.writeString(directory.resolve("empty"), "\nlater\n");
    Path huge = Files.writeString(directory.resolve("huge"), "x".repeat(5000));
    for (Path file : List.of(empty, huge, directory, directory.resolve("missing"))) {
      assertThatThrownBy(() -> UserOption.parse("NAME:@" + file))
          .isInstanceOf(MistakeException.class)
          .hasMessageStartingWith("--user NAME:")
          .hasMessageContaining(file.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "[::]:2121, [::]:2121",
    ":2121, [::]:2121",
    ":0, [::]:0",
    "127.0.0.1:21, 127.0.0.1:21",
    "[::1]:65535, [::1]:65535",
    "[2001:db8:0:0:1:0:0:1]:1, [2001:db8::1:0:0:1]:1",
  })
  void listenAddresses(String typed, String bound) throws Exception {
    assertThat(HostText.of(ListenAddress.parse("--listen", typed))).isEqualTo(bound);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2121", "localhost", ":", ":x", ":-1", ":65536", "::1:21", "[::1]", "[x]:1"})
  void listenAddressesThatAreNone(String typed) {
    assertThatThrownBy(() -> ListenAddress.parse("--listen", typed))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("--listen");
  }

  @ParameterizedTest
  @CsvSource({"21000-21009, 10", "20, 1", "1-1000, 1000", "65535-65535, 1", "0, 10"})
  void passivePorts(String typed, int count) throws Exception {
    List<Integer> ports = PassivePortsOption.parse(typed);
    assertThat(ports).hasSize(count);
    if (!typed.equals("0")) {
      assertThat(PassivePortsOption.parse(PassivePortsOption.text(ports))).isEqualTo(ports);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "1-", "-1", "9-1", "0-5", "1-1001", "1-65536", "a", "1,2", " 1"})
  void passivePortsThatAreNone(String typed) {
    assertThatThrownBy(() -> PassivePortsOption.parse(typed))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("--passive-ports");
  }

  @Test
  void passivePortsWithGaps() {
    assertThat(PassivePortsOption.text(List.of(5, 1, 2, 3, 9, 10))).isEqualTo("1-3,5,9-10");
  }

  @Test
  void passivePortsThatOutgoingConnectionsUseAreWarnedAbout() {
    assertThat(PassivePortsOption.warning(List.of(21000, 32767, 61000))).isEmpty();
    assertThat(PassivePortsOption.warning(List.of(32768))).isPresent();
    assertThat(PassivePortsOption.warning(List.of(60999))).isPresent();
  }

  @Test
  void generatedPasswordsAreLongUnambiguousAndNew() {
    Secret one = GeneratedPassword.create();
    assertThat(one.reveal()).matches("[2-9a-hjkmnp-z]{16}");
    assertThat(GeneratedPassword.create()).isNotEqualTo(one);
  }
}
