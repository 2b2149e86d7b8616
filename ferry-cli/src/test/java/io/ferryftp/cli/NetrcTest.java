package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.protocol.text.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `.netrc`, and whose password it is in the end.
class NetrcTest {
  private static final String FILE =
      """
      # who is who
      machine a.example login anna password "blanks and \\"quotes\\" \\\\" account books
      macdef init
      machine evil login eve password none

      machine b.example
        login bert
        password #1secret
      machine a.example login zoe password zzz
      machine C.example password forAll
      default login guest password guests
      """;

  @TempDir Path home;

  private final List<String> warnings = new ArrayList<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.example |      | anna  | blanks and \"quotes\" \\",
        "A.EXAMPLE |      | anna  | blanks and \"quotes\" \\",
        "a.example | zoe  | zoe   | zzz",
        "b.example |      | bert  | #1secret",
        "evil      |      | guest | guests",
        "other     |      | guest | guests",
        "c.example | carl |       | forAll",
      })
  void entriesAreFoundByHostAndUser(String host, String user, String login, String password)
      throws Exception {
    var entry = netrc(FILE).entry(host, Optional.ofNullable(user)).orElseThrow();
    assertThat(entry.user()).isEqualTo(Optional.ofNullable(login));
    assertThat(entry.password()).contains(Secret.of(password));
  }

  @Test
  void anotherUserHasNoEntry() throws Exception {
    assertThat(netrc(FILE).entry("b.example", Optional.of("zoe"))).isEmpty();
    assertThat(netrc("").entry("b.example", Optional.empty())).isEmpty();
    assertThat(netrc(FILE).entry("a.example", Optional.of("anna")).orElseThrow().account())
        .contains(Secret.of("books"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "machine a login",
        "login anna",
        "machine a login b geheim",
        "machine a login \"b password geheim",
      })
  void mistakesAreSaidWithoutContent(String content) {
    assertThatThrownBy(() -> netrc(content))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("line 1: ")
        .message()
        .doesNotContain("geheim");
  }

  @Test
  void theFileIsThatOfTheHomeOrOfTheVariable() throws Exception {
    assertThat(read(Map.of("HOME", "" + home)).entry("x", Optional.empty())).isEmpty();
    write(home.resolve(".netrc"), "machine x login me", "rw-------");
    write(home.resolve("other"), "machine x login you", "rw-------");
    assertThat(user(Map.of("HOME", "" + home))).contains("me");
    assertThat(user(Map.of("HOME", "" + home, "NETRC", home + "/other"))).contains("you");
    assertThat(warnings).isEmpty();
    assertThatThrownBy(() -> read(Map.of("NETRC", home + "/missing")))
        .isInstanceOf(MistakeException.class)
        .hasMessageStartingWith("NETRC: no file ");
  }

  @Test
  void aFileThatOthersReadIsTakenWithAWarning() throws Exception {
    write(home.resolve(".netrc"), "machine x login me", "rw-r-----");
    assertThat(user(Map.of("HOME", "" + home))).contains("me");
    assertThat(warnings).singleElement().asString().contains("chmod 600");
  }

  @Test
  void aFileThatIsTooLongIsRefused() throws Exception {
    Files.write(home.resolve(".netrc"), new byte[Netrc.MAX_OCTETS + 1]);
    assertThatThrownBy(() -> read(Map.of("HOME", "" + home)))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("is no .netrc");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // URL, FERRY_PASSWORD, user and password in the end
        "ftp://anna:url@a.example/,  environment, anna,      url",
        "ftp://anna@a.example/,      environment, anna,      environment",
        "ftp://zoe@a.example/,       -,           zoe,       zzz",
        "ftp://b.example/,           -,           bert,      #1secret",
        "ftp://b.example/,           environment, bert,      environment",
        "ftp://zoe@b.example/,       -,           zoe,       asked",
        "ftp://anonymous@b.example/, environment, anonymous, ferry@",
        "ftp://anonymous:me@b.example/, -,        anonymous, me",
      })
  void passwordsComeInThisOrder(String url, String variable, String user, String password)
      throws Exception {
    String withoutDefault =
        FILE.lines()
            .filter(line -> !line.startsWith("default"))
            .reduce("", (all, line) -> all + line + "\n");
    var logins =
        new Logins(
            variable == null ? Map.of() : Map.of(Logins.VARIABLE, variable),
            netrc(withoutDefault),
            (_, _) -> Optional.of(Secret.of("asked")));
    Login login = logins.login(FtpUrl.parse(url));
    assertThat(login.user()).isEqualTo(user);
    assertThat(login.password()).isEqualTo(Secret.of(password));
  }

  @Test
  void withoutUserItIsAnonymousAndNobodyIsAsked() throws Exception {
    var logins = new Logins(Map.of(), Netrc.empty(), (_, _) -> Optional.empty());
    assertThat(logins.login(FtpUrl.parse("ftp://h/"))).isEqualTo(Login.ANONYMOUS);
  }

  @Test
  void withoutPasswordTheLoginFailsAndSaysWhatToDo() {
    var logins = new Logins(Map.of(), Netrc.empty(), (_, _) -> Optional.empty());
    assertThatThrownBy(() -> logins.login(FtpUrl.parse("ftp://anna@h/")))
        .isInstanceOf(LoginException.class)
        .hasMessage("no password for anna at h; set FERRY_PASSWORD, or give it in ~/.netrc");
  }

  private Optional<String> user(Map<String, String> environment) throws MistakeException {
    return read(environment).entry("x", Optional.empty()).flatMap(Netrc.Entry::user);
  }

  private Netrc read(Map<String, String> environment) throws MistakeException {
    return NetrcFile.read(environment, warnings::add);
  }

  private static Netrc netrc(String text) throws MistakeException {
    return Netrc.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(Path file, String text, String permissions) throws Exception {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
