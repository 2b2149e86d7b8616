package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.account.KnownPassword;
import io.ferryftp.server.config.TlsPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StartScreenTest {
  private static final ServedDirectory FILES = new ServedDirectory(Path.of("/srv/files"));
  private static final Secret PASSWORD = Secret.of("k7mq2x9dvt63z27e");

  @Test
  void aFirstStart() {
    var roster = new Roster(List.of(user("ferry")), Optional.empty(), Optional.of(PASSWORD));
    String text = text(roster, "::", 2121, Paint.PLAIN);
    assertThat(text)
        .contains("  /srv/files   to ferry, full rights\n")
        .contains("  control   [::]:2121, every address of this machine\n")
        .contains("  passive   ports 21000-21009, shared by all sessions\n")
        .contains("  active    from port 2120\n")
        .contains("  password  k7mq2x9dvt63z27e   made for this run, shown only here\n")
        .contains("  ! without TLS, passwords are accepted from this machine only;")
        .contains("  ! a note\n")
        .contains("  curl --user ferry ftp://127.0.0.1:2121/\n")
        .contains("  lftp -u ferry ftp://127.0.0.1:2121/\n")
        .doesNotContain("\u001b");
    assertThat(text.lines().count()).isLessThan(24);
    assertThat(text.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void onlyAGeneratedPasswordIsShown() {
    var roster =
        new Roster(List.of(user("anna"), user("o'neil")), Optional.of(FILES), Optional.empty());
    assertThat(text(roster, "127.0.0.1", 21, Paint.COLOURED))
        .doesNotContain(PASSWORD.reveal())
        .contains("to o'neil, full rights")
        .contains("to anonymous, read-only")
        .contains("127.0.0.1:21, this machine only")
        .contains("\u001b[1m");
    assertThat(roster.toString()).doesNotContain(PASSWORD.reveal());
  }

  @Test
  void commandsRunAsTheyStand() {
    var anonymous = new Roster(List.of(), Optional.of(FILES), Optional.empty());
    assertThat(screen(anonymous, "::1", 2121).commands())
        .containsExactly("curl 'ftp://[::1]:2121/'", "lftp 'ftp://[::1]:2121/'");
    var odd = new Roster(List.of(user("it's, me")), Optional.empty(), Optional.empty());
    assertThat(screen(odd, "192.0.2.1", 2121).commands())
        .contains("curl --user 'it'\\''s, me' ftp://192.0.2.1:2121/")
        .noneMatch(command -> command.startsWith("lftp"));
  }

  @Test
  void anyActivePortIsNotCalledZero() {
    var roster = new Roster(List.of(user("ferry")), Optional.empty(), Optional.empty());
    assertThat(text(roster, "::", 1, Paint.PLAIN)).contains("  active    from any free port\n");
  }

  @Test
  void theReadyLine() {
    var control = new InetSocketAddress(InetAddress.ofLiteral("::"), 2121);
    var ready = new ReadyLine(control, Optional.empty(), List.of(21000, 21001, 21005), 42);
    assertThat(ready.plain()).isEqualTo("ready control=[::]:2121 passive=21000-21001,21005 pid=42");
    var json = JsonMapper.shared().readTree(ready.json());
    assertThat(json.get("event").asString()).isEqualTo("ready");
    assertThat(json.get("control").asString()).isEqualTo("[::]:2121");
    assertThat(json.get("passive").asString()).isEqualTo("21000-21001,21005");
    assertThat(json.get("pid").asInt()).isEqualTo(42);
    assertThat(json.has("implicit")).isFalse();
    var implicit = new InetSocketAddress(InetAddress.ofLiteral("::"), 990);
    var both = new ReadyLine(control, Optional.of(implicit), List.of(21000), 42);
    assertThat(both.plain())
        .isEqualTo("ready control=[::]:2121 passive=21000 pid=42 implicit=[::]:990");
    assertThat(JsonMapper.shared().readTree(both.json()).get("implicit").asString())
        .isEqualTo("[::]:990");
  }

  private static Roster.User user(String name) {
    return new Roster.User(name, new KnownPassword.Clear(PASSWORD), FILES, Roster.Rights.FULL);
  }

  private static String text(Roster roster, String host, int port, Paint paint) {
    return String.join("\n", screen(roster, host, port).lines(paint)) + "\n";
  }

  private static StartScreen screen(Roster roster, String host, int port) {
    return new StartScreen(
        "1.0",
        roster,
        new InetSocketAddress(InetAddress.ofLiteral(host), port),
        Optional.empty(),
        IntStream.rangeClosed(21000, 21009).boxed().toList(),
        port - 1,
        TlsPolicy.AUTO,
        List.of(),
        "JSSE",
        List.of("a note"));
  }
}
