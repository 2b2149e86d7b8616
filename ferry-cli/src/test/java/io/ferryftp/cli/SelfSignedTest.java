package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.UnknownCertificate.Answer;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.KeyFiles;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.account.KnownPassword;
import io.ferryftp.server.config.TlsPolicy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The certificate that a server makes for itself, and what people are told about it.
final class SelfSignedTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "::1");

  @TempDir private Path data = Path.of("");

  private KeyMaterial at(Instant time) throws MistakeException {
    return new SelfSigned(data).keep(NAMES, time);
  }

  @Test
  void itIsMadeOnceForTenYears() throws Exception {
    KeyMaterial made = at(NOW);
    made.certificate().verify(made.certificate().getPublicKey());
    assertThat(made.key().getAlgorithm()).isEqualTo("EC");
    assertThat(made.certificate().getNotAfter().toInstant()).isEqualTo(NOW.plus(SelfSigned.VALID));
    assertThat(made.certificate().getNotBefore().toInstant()).isBefore(NOW);
    assertThat(made.certificate().getBasicConstraints()).as("no authority").isEqualTo(-1);
    assertThat(CertificateNames.of(made.certificate()).names())
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(at(NOW.plus(Duration.ofDays(3600))).certificate()).isEqualTo(made.certificate());
  }

  @Test
  void itsKeyIsForTheServerAlone() throws Exception {
    at(NOW);
    assertThat(mode("tls")).isEqualTo("rwx------");
    assertThat(mode("tls/self-signed.pem")).isEqualTo("rw-------");
    assertThat(Files.readString(data.resolve("tls/self-signed.crt"))).doesNotContain("PRIVATE");
    try (var files = Files.list(data.resolve("tls"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void itIsRenewedAMonthBeforeItsEnd() throws Exception {
    KeyMaterial first = at(NOW);
    Instant end = first.certificate().getNotAfter().toInstant();
    Instant late = end.minus(SelfSigned.RENEWED_BEFORE);
    assertThat(at(late.minusSeconds(1)).certificate()).isEqualTo(first.certificate());
    KeyMaterial second = at(late);
    assertThat(second.certificate()).isNotEqualTo(first.certificate());
    assertThat(KeyFiles.certificates(data.resolve("tls/self-signed.crt")))
        .containsExactly(second.certificate());
  }

  @Test
  void aPublicFileThatIsGoneIsWrittenAgain() throws Exception {
    KeyMaterial made = at(NOW);
    Files.delete(data.resolve("tls/self-signed.crt"));
    at(NOW);
    assertThat(KeyFiles.certificates(data.resolve("tls/self-signed.crt")))
        .containsExactly(made.certificate());
  }

  @Test
  void aDamagedOneIsNotReplacedInSilence() throws Exception {
    at(NOW);
    Files.writeString(data.resolve("tls/self-signed.pem"), "damaged");
    assertThatThrownBy(() -> at(NOW))
        .isInstanceOf(MistakeException.class)
        .hasMessageContaining("self-signed.pem has no certificate")
        .hasMessageContaining("clients have to be told");
  }

  @Test
  void namesAreThoseThatAHostCanHave() {
    assertThat(OwnNames.of(InetAddress.ofLiteral("192.0.2.7"), List.of("FTP.example.org", "a b")))
        .contains("localhost", "127.0.0.1", "::1", "192.0.2.7", "ftp.example.org")
        .doesNotContain("a b", "");
    assertThat(OwnNames.of(InetAddress.ofLiteral("::"), List.of())).doesNotContain("::");
  }

  @Test
  void theScreenHasWhatClientsNeed() throws Exception {
    KeyMaterial made = at(NOW);
    List<String> lines = screen(made, ShownCertificate.Origin.SELF_SIGNED).lines(Paint.PLAIN);
    String hex = Fingerprint.of(made.certificate()).hex();
    assertThat(lines)
        .contains(
            "  TLS       self-signed certificate, until 2036-11-19",
            "            /d/self-signed.crt",
            "  SHA-256   " + hex,
            "  ferry ls ftpes://anna@127.0.0.1:2121/ --fingerprint \\",
            "    " + hex,
            "  curl --ssl-reqd --cacert /d/self-signed.crt \\",
            "    --user anna ftp://127.0.0.1:2121/",
            "  lftp -e 'set ssl:ca-file \"/d/self-signed.crt\";",
            "    open -u anna ftp://127.0.0.1:2121/'")
        .anyMatch(line -> line.contains("nobody vouches for this certificate"))
        .allMatch(line -> line.length() <= 80)
        .hasSizeLessThan(26);
  }

  @Test
  void aCertificateThatWasGivenNamesTheHost() throws Exception {
    List<String> commands = screen(at(NOW), ShownCertificate.Origin.GIVEN).commands();
    assertThat(commands)
        .contains(
            "ferry ls ftpes://anna@localhost:2121/",
            "curl --ssl-reqd --user anna ftp://localhost:2121/");
  }

  @Test
  void theEndOfACertificateIsWarnedAbout() throws Exception {
    KeyMaterial made = at(NOW);
    var shown =
        new ShownCertificate(made.certificate(), Path.of("/c"), ShownCertificate.Origin.GIVEN);
    Instant end = made.certificate().getNotAfter().toInstant();
    assertThat(shown.warning(end.minus(ShownCertificate.WARNED_BEFORE))).isEmpty();
    assertThat(shown.warning(end.minus(ShownCertificate.WARNED_BEFORE).plusSeconds(1)))
        .hasValueSatisfying(text -> assertThat(text).contains("expires on 2036-11-19"));
    assertThat(shown.warning(end.plusSeconds(1)))
        .hasValueSatisfying(text -> assertThat(text).contains("has expired on 2036-11-19"));
    assertThat(shown.warning(NOW.minus(Duration.ofDays(2))))
        .hasValueSatisfying(text -> assertThat(text).contains("not good before 2026-11-21"));
  }

  @Test
  void onlyAWholeYesIsAYes() throws Exception {
    KeyMaterial made = at(NOW);
    var lines = new ArrayList<String>();
    for (String typed : List.of("y", "YES", "ja", "", "yes sir")) {
      var question = new TrustQuestion(Optional.of(_ -> Optional.of(typed)), lines::add);
      assertThat(question.ask("h", 21, made.certificate(), "why")).isEqualTo(Answer.NO);
    }
    var end = new TrustQuestion(Optional.of(_ -> Optional.empty()), lines::add);
    assertThat(end.ask("h", 21, made.certificate(), "why")).isEqualTo(Answer.NO);
    lines.clear();
    var yes = new TrustQuestion(Optional.of(_ -> Optional.of("yes ")), lines::add);
    assertThat(yes.ask("h", 21, made.certificate(), "nobody\nvouches")).isEqualTo(Answer.ALWAYS);
    assertThat(lines)
        .contains(
            "ferry: h port 21: nobody\\x0Avouches",
            "  SHA-256    " + Fingerprint.of(made.certificate()).hex(),
            "  good       from 2026-11-21 to 2036-11-19");
    assertThat(yes.unasked("h", 21)).isEmpty();
  }

  @Test
  void withoutATerminalTheAnswerIsNoAndTheHintSaysHow() throws Exception {
    KeyMaterial made = at(NOW);
    var question = new TrustQuestion(Optional.empty(), _ -> {});
    assertThat(question.ask("h", 21, made.certificate(), "why")).isEqualTo(Answer.NO);
    var known = new KnownCertificatesFile(data.resolve("known"), () -> NOW);
    var hints = new TrustHints(known, question);
    var refused = new TlsException(Failure.at(Step.TLS, "no"), new CertificateException());
    known.remember("g", 21, Fingerprint.of(made.certificate()));
    assertThat(hints.of(Urls.parse("ftpes://g/a"), refused))
        .isEqualTo(
            "; to forget it, delete its line from %s, which begins with: g 21"
                .formatted(data.resolve("known")));
    assertThat(hints.of(Urls.parse("ftpes://g/a"), new TlsException(Failure.at(Step.TLS, "no"))))
        .isEmpty();
    assertThat(hints.of(Urls.parse("ftpes://h/a"), refused))
        .isEqualTo(
            "; for example: ferry ls --fingerprint %s ftpes://h/a"
                .formatted(Fingerprint.of(made.certificate()).hex()));
    assertThat(hints.of(Urls.parse("ftpes://h:22/a"), refused)).isEmpty();
  }

  private String mode(String name) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name)));
  }

  private static StartScreen screen(KeyMaterial material, ShownCertificate.Origin origin) {
    var user =
        new Roster.User(
            "anna",
            new KnownPassword.Clear(Secret.of("x")),
            new ServedDirectory(Path.of("/srv")),
            Roster.Rights.FULL);
    return new StartScreen(
        "1.0",
        new Roster(List.of(user), Optional.empty(), Optional.empty()),
        new InetSocketAddress(InetAddress.ofLiteral("::"), 2121),
        Optional.of(new InetSocketAddress(InetAddress.ofLiteral("::"), 990)),
        List.of(21000),
        2120,
        TlsPolicy.AUTO,
        List.of(
            new ShownCertificate(material.certificate(), Path.of("/d/self-signed.crt"), origin)),
        "JSSE",
        List.of());
  }

  @Test
  void addressesOfInterfacesHaveNoZone() throws Exception {
    byte[] octets = InetAddress.ofLiteral("2001:db8::7").getAddress();
    InetAddress scoped = java.net.Inet6Address.getByAddress("", octets, 2);
    List<String> names = OwnNames.of(scoped, List.of());
    assertThat(names).contains("2001:db8::7");
    assertThat(NewCertificate.make(names, NOW, SelfSigned.VALID).chain()).hasSize(1);
  }
}
