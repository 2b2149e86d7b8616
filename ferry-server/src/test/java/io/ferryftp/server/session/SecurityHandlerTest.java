package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.ServerTls.ClearControl;
import io.ferryftp.server.config.TlsPolicy;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 4217 and RFC 7151 without sockets: commands, one after another, and the code of the last.
class SecurityHandlerTest {
  private static final String ELSEWHERE = "192.0.2.7";

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "AUTH → 501",
        "AUTH TLS → 234",
        "auth tls → 234",
        "AUTH TLS-C → 234",
        "AUTH TLS-P → 504",
        "AUTH SSL → 504",
        "AUTH KERBEROS → 504",
        "AUTH TLS; AUTH TLS → 503",
        "PBSZ 0 → 503",
        "PROT P → 503",
        "PROT S → 503",
        "AUTH TLS; PBSZ 0 → 200",
        "AUTH TLS; PBSZ 4294967295 → 200",
        "AUTH TLS; PBSZ 4294967296 → 501",
        "AUTH TLS; PBSZ -1 → 501",
        "AUTH TLS; PBSZ x → 501",
        "AUTH TLS; PBSZ → 501",
        "AUTH TLS; PROT P → 503",
        "AUTH TLS; PBSZ 0; PROT P → 200",
        "AUTH TLS; PBSZ 0; prot p → 200",
        "AUTH TLS; PBSZ 0; PROT C → 200",
        "AUTH TLS; PBSZ 0; PROT S → 536",
        "AUTH TLS; PBSZ 0; PROT E → 536",
        "AUTH TLS; PBSZ 0; PROT X → 504",
        "AUTH TLS; PBSZ 0; PROT → 501",
        "CCC → 530",
        "USER anna; PASS secret; CCC → 533",
        "AUTH TLS; USER anna; PASS secret; CCC → 534",
        "AUTH TLS; CCC x → 530",
        "AUTH TLS; USER anna; PASS secret; CCC x → 501",
        "REIN → 220",
        "REIN x → 501",
        "AUTH TLS; REIN; PBSZ 0 → 503",
        "AUTH TLS; REIN; AUTH TLS → 234",
        "ADAT x → 502",
        "MIC x → 502",
        "HOST ftp.example.com → 220",
        "HOST FTP.EXAMPLE.COM → 220",
        "HOST [::1] → 504",
        "HOST 127.0.0.1 → 220",
        "HOST 127.0.0.2 → 504",
        "HOST nobody.example.com → 504",
        "HOST 127.0.0.1:2121 → 501",
        "HOST ::1 → 501",
        "HOST → 501",
        "HOST nobody.example.com; HOST ftp.example.com → 220",
        "USER anna; HOST ftp.example.com; PASS secret → 503",
        "USER anna; PASS secret; HOST ftp.example.com → 503",
        "HELP AUTH → 214",
      })
  void repliesWithTheRightCode(String lines, int code) {
    assertThat(with(TlsPolicy.AUTO).code(each(lines))).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0} → {1} where CCC is allowed")
  @CsvSource(
      delimiter = '→',
      value = {
        "CCC → 200",
        "CCC; CCC → 533",
        "CCC; PWD → 257",
        "CCC; PBSZ 0 → 503",
        "CCC; PROT C → 503",
        "CCC; AUTH TLS → 503",
        "CCC; REIN; AUTH TLS → 234",
        "CCC; PASV; NLST → 150",
      })
  void cccLeavesDataAsTheyWere(String lines, int code) {
    var bench =
        new HandlerBench(
            config -> config.tls(TestKeys.tls().withClearControl(ClearControl.ALLOWED)));
    bench.code(each("AUTH TLS; PBSZ 0; PROT P; USER anna; PASS secret"));

    assertThat(bench.code(each(lines))).isEqualTo(code);
    assertThat(bench.session().security().data())
        .isEqualTo(lines.contains("REIN") ? ProtectionLevel.CLEAR : ProtectionLevel.PRIVATE);
  }

  @Test
  void authSslProtectsDataFromTheStartWhereItIsAllowed() {
    var bench =
        new HandlerBench(
            config -> config.tls(TestKeys.tls().withAuthSsl(ServerTls.AuthSsl.ALLOWED)));
    assertThat(bench.code("auth ssl")).isEqualTo(234);
    assertThat(bench.session().security().data()).isEqualTo(ProtectionLevel.PRIVATE);
    assertThat(bench.code("PROT C")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH TLS", "REIN"})
  void authAndReinDropEverythingThatWasAgreed(String line) {
    var bench = with(TlsPolicy.AUTO).loggedIn();
    bench.code("TYPE I", "CWD dir", "OPTS MLST Size;", "EPSV ALL", "EPSV", "REST 5");
    assertThat(bench.session().parameters().representation()).isEqualTo(Representation.IMAGE);
    assertThat(bench.session().directory()).isEqualTo(VirtualPath.of("/dir"));

    bench.code(line);

    assertThat(bench.session().withSecurity(Security.NONE)).isEqualTo(Session.NEW);
    assertThat(bench.code("PWD")).isEqualTo(530);
    assertThat(bench.loggedIn().code("PASV")).isEqualTo(227);
  }

  @Test
  void userKeepsTheProtectionAndTheHost() {
    var bench = with(TlsPolicy.REQUIRED);
    bench.code(each("HOST ftp.example.com; AUTH TLS; PBSZ 0; PROT P; USER anna; PASS secret"));

    assertThat(bench.code("USER anna", "PASS wrong")).isEqualTo(530);
    assertThat(bench.code("USER anna", "PASS secret", "PASV", "NLST")).isEqualTo(150);
    assertThat(bench.session().host()).isPresent();
  }

  @ParameterizedTest(name = "{0} from {1}: USER {2}, data in clear {3}")
  @CsvSource({
    "AUTO,127.0.0.1,331,150",
    "AUTO,192.0.2.7,530,521",
    "REQUIRED,127.0.0.1,530,521",
    "REQUIRED,192.0.2.7,530,521",
    "OPTIONAL,127.0.0.1,331,150",
    "OPTIONAL,192.0.2.7,331,150"
  })
  void thePolicySaysWhoMayTalkInClear(TlsPolicy policy, String client, int user, int data) {
    assertThat(from(client, policy).code("USER anna")).isEqualTo(user);
    var bench = from(client, policy);
    bench.code(each("AUTH TLS; USER anna; PASS secret; PBSZ 0; PROT C"));

    assertThat(bench.code("PASV", "REST 2", "RETR a.txt")).isEqualTo(data);
    assertThat(bench.session().portion().first()).isZero();
    assertThat(bench.code("PROT P", "PASV", "RETR a.txt")).isEqualTo(150);
  }

  @Test
  void theLevelAtTheTransferVerbCounts() {
    var bench = from(ELSEWHERE, TlsPolicy.AUTO);
    bench.code(each("AUTH TLS; USER anna; PASS secret; PBSZ 0"));

    assertThat(bench.code("PROT P", "PASV", "PROT C", "RETR a.txt")).isEqualTo(521);
    assertThat(bench.code("PROT P", "RETR a.txt")).isEqualTo(150);
    assertThat(bench.code("PASV", "PROT C", "PROT P", "RETR a.txt")).isEqualTo(150);
  }

  @Test
  void thePasswordIsNotAskedForInClearAndTheRemedyIsNamed() {
    var bench = from(ELSEWHERE, TlsPolicy.AUTO);

    assertThat(bench.send("USER anna").text()).contains("AUTH TLS").doesNotContain("--tls off");
    assertThat(bench.code("PASS secret")).isEqualTo(503);
    assertThat(bench.code("AUTH TLS", "USER anna")).isEqualTo(331);
  }

  @Test
  void passwordsAreRefusedAgainAfterCcc() {
    var bench =
        new HandlerBench(
            ELSEWHERE,
            Permission.ALL,
            config -> config.tls(TestKeys.tls().withClearControl(ClearControl.ALLOWED)));
    bench.code(each("AUTH TLS; USER anna; PASS secret; CCC"));

    assertThat(bench.code("PWD")).isEqualTo(257);
    assertThat(bench.code("USER anna")).isEqualTo(530);
  }

  @Test
  void withoutCertificateOrPolicyThereIsNoTls() {
    var off = from("127.0.0.1", TlsPolicy.OFF);

    for (HandlerBench bench : List.of(off, new HandlerBench())) {
      assertThat(bench.code("AUTH TLS")).isEqualTo(502);
      assertThat(bench.code("PBSZ 0")).isEqualTo(503);
      assertThat(bench.send("FEAT").lines()).doesNotContain("AUTH TLS", "PBSZ", "PROT", "HOST");
    }
  }

  @ParameterizedTest
  @EnumSource(ClearControl.class)
  void featListsWhatThereIsOneALine(ClearControl clearing) {
    var bench = new HandlerBench(config -> config.tls(TestKeys.tls().withClearControl(clearing)));
    List<String> lines = bench.send("FEAT").lines();

    assertThat(lines).contains("AUTH TLS", "PBSZ", "PROT", "HOST");
    assertThat(lines.contains("CCC")).isEqualTo(clearing == ClearControl.ALLOWED);
  }

  @Test
  void onAConnectionThatBeginsWithTlsDataAreProtectedFromTheStart() {
    var bench = with(TlsPolicy.REQUIRED).implicit();

    assertThat(bench.code("AUTH TLS")).isEqualTo(503);
    assertThat(bench.loggedIn().code("PASV", "NLST")).isEqualTo(150);
    assertThat(bench.code("PBSZ 0", "PROT P", "PASV", "NLST")).isEqualTo(150);
    assertThat(bench.code("PROT C", "PASV", "NLST")).isEqualTo(521);
  }

  @Test
  void hostMustBeTheNameThatTlsWasBegunWith() {
    var bench = with(TlsPolicy.AUTO).askingFor("FTP.example.com");
    bench.code("HOST other.example.com", "AUTH TLS");
    assertThat(bench.session().host()).isEmpty();

    assertThat(bench.code("HOST other.example.com")).isEqualTo(504);
    assertThat(bench.code("HOST ftp.example.com")).isEqualTo(220);
    assertThat(bench.code("REIN", "HOST other.example.com")).isEqualTo(220);
  }

  @Test
  void aCertificateDoesInsteadOfThePassword() {
    var bench = with(TlsPolicy.AUTO).showing(TestKeys.material().certificate());

    assertThat(bench.code("USER anna")).isEqualTo(331);
    bench.code("AUTH TLS");
    assertThat(bench.code("USER anna")).isEqualTo(232);
    assertThat(bench.code("PWD")).isEqualTo(257);
    assertThat(bench.code("USER ben")).isEqualTo(331);
    assertThat(bench.code("PWD")).isEqualTo(530);
  }

  @Test
  void afterCccACertificateVouchesForNothing() {
    var bench =
        new HandlerBench(
                config -> config.tls(TestKeys.tls().withClearControl(ClearControl.ALLOWED)))
            .showing(TestKeys.material().certificate());
    bench.code("AUTH TLS", "USER anna", "CCC");

    assertThat(bench.code("USER anna")).isEqualTo(331);
  }

  @Test
  void statShowsTheProtection() {
    var bench = with(TlsPolicy.AUTO).loggedIn();
    assertThat(bench.send("STAT").lines()).contains("Control connection in clear", "PROT C");
    bench.code(each("AUTH TLS; PBSZ 0; PROT P; USER anna; PASS secret"));

    assertThat(bench.send("STAT").lines())
        .contains("Control connection TLSv1.3, TLS_AES_256_GCM_SHA384", "PROT P");
  }

  private static HandlerBench with(TlsPolicy policy) {
    return from("127.0.0.1", policy);
  }

  private static HandlerBench from(String client, TlsPolicy policy) {
    return new HandlerBench(
        client, Permission.ALL, config -> config.tls(TestKeys.tls()).tlsPolicy(policy));
  }

  private static String[] each(String lines) {
    return Arrays.stream(lines.strip().split("; *")).toArray(String[]::new);
  }
}
