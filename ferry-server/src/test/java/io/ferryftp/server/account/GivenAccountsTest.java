package io.ferryftp.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Origin;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.Fingerprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenAccountsTest {
  private static final Account ANNA = new Account("anna", "/srv/anna", Permission.ALL);
  private static final Account BERND = new Account("bernd", "/srv/bernd", Permission.ALL);
  private static final Account PUBLIC = new Account("anonymous", "/srv/pub", Permission.READ_ONLY);

  private static final Origin HERE =
      new Origin(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 40000),
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121));

  private final GivenAccounts closed =
      new GivenAccounts(List.of(given(ANNA, "pa:ss"), given(BERND, "ß 日本")), Optional.empty());
  private final GivenAccounts open =
      new GivenAccounts(List.of(given(ANNA, "pa:ss")), Optional.of(PUBLIC));

  @Test
  void dataOfAnonymousUsersGoToNobodyElse() {
    var forgiven = Optional.of(PUBLIC.with(Concession.THIRD_PARTY_DATA));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GivenAccounts(List.of(), forgiven))
        .withMessageContaining("anonymous");
  }

  @Test
  void theRightPasswordOpensItsOwnAccount() {
    assertThat(login(closed, "anna", "pa:ss")).contains(ANNA);
    assertThat(login(closed, "bernd", "ß 日本")).contains(BERND);
  }

  @Test
  void aHashOpensItsAccountAsItsPasswordWould() {
    var hashed = new KnownPassword.Hashed(PasswordHash.of(Secret.of("pa:ss"), 5));
    var accounts =
        new GivenAccounts(
            List.of(new GivenAccounts.Given(ANNA, hashed), given(BERND, "x")), Optional.empty());
    assertThat(login(accounts, "anna", "pa:ss")).contains(ANNA);
    assertThat(login(accounts, "anna", "pa:sss")).isEmpty();
    assertThat(login(accounts, "bernd", "x")).contains(BERND);
    assertThat(login(accounts, "nobody", "x")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anna, ''",
    "anna, pa:s",
    "anna, pa:sss",
    "anna, PA:SS",
    "anna, ß 日本",
    "Anna, pa:ss",
    "nobody, pa:ss",
    "nobody, ''",
    "'', ''",
    "anonymous, pa:ss",
    "ftp, guest@",
  })
  void everythingElseOpensNothing(String name, String password) {
    assertThat(login(closed, name, password)).isEmpty();
  }

  @Test
  void passwordsThatDifferInOctetsThatAreNotUtf8Differ() {
    // WireText shows the octets FC and FD as these lone surrogates.
    var accounts = new GivenAccounts(List.of(given(ANNA, "\uDCFC")), Optional.empty());
    assertThat(login(accounts, "anna", "\uDCFC")).contains(ANNA);
    assertThat(login(accounts, "anna", "\uDCFD")).isEmpty();
    assertThat(login(accounts, "anna", "?")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "guest", "somebody@example.org"})
  void anonymousNamesTakeAnyPassword(String password) {
    assertThat(login(open, "anonymous", password)).contains(PUBLIC);
    assertThat(login(open, "ftp", password)).contains(PUBLIC);
    assertThat(login(open, "anna", password)).isEmpty();
  }

  @Test
  void anEmptyPasswordCannotBeGiven() {
    assertThatIllegalArgumentException().isThrownBy(() -> given(ANNA, ""));
  }

  @Test
  void aNameIsGivenOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new GivenAccounts(List.of(given(ANNA, "a"), given(ANNA, "b")), Optional.empty()));
    var ftp = new Account("ftp", "/srv", Permission.ALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GivenAccounts(List.of(given(ftp, "a")), Optional.of(PUBLIC)));
  }

  @Test
  void aGivenAccountDoesNotPrintItsPassword() {
    assertThat(given(ANNA, "hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void aCertificateOpensTheAccountThatItWasGivenToAndNoOther() throws Exception {
    X509Certificate shown = certificate();
    var exactly = new CertificateRule.Exactly(Fingerprint.of(shown));
    var another = new CertificateRule.Exactly(new Fingerprint("0".repeat(64)));
    var accounts =
        new GivenAccounts(
            List.of(given(ANNA, "pa:ss").withCertificate(exactly), given(BERND, "x")),
            Optional.of(PUBLIC));
    var stricter =
        new GivenAccounts(List.of(given(ANNA, "pa:ss").withCertificate(another)), Optional.empty());
    var byName =
        new GivenAccounts(
            List.of(
                given(ANNA, "x").withCertificate(new CertificateRule.CommonName("ftp.example.com")),
                given(BERND, "x").withCertificate(new CertificateRule.CommonName("bernd"))),
            Optional.empty());

    assertThat(accounts.authenticate(new Credentials.Certificate("anna", shown), HERE))
        .contains(ANNA);
    for (String name : List.of("bernd", "anonymous", "nobody")) {
      assertThat(accounts.authenticate(new Credentials.Certificate(name, shown), HERE)).isEmpty();
    }
    assertThat(stricter.authenticate(new Credentials.Certificate("anna", shown), HERE)).isEmpty();
    assertThat(byName.authenticate(new Credentials.Certificate("anna", shown), HERE))
        .contains(ANNA);
    assertThat(byName.authenticate(new Credentials.Certificate("bernd", shown), HERE)).isEmpty();
    assertThat(login(accounts, "anna", "pa:ss")).contains(ANNA);
  }

  private static X509Certificate certificate() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in =
        GivenAccountsTest.class.getResourceAsStream("/io/ferryftp/server/session/test-only.p12")) {
      store.load(Objects.requireNonNull(in), "changeit".toCharArray());
    }
    return (X509Certificate) store.getCertificate("ferry");
  }

  private static GivenAccounts.Given given(Account account, String password) {
    return new GivenAccounts.Given(account, Secret.of(password));
  }

  private static Optional<Account> login(GivenAccounts accounts, String name, String password) {
    try {
      return accounts.authenticate(new Credentials.Password(name, Secret.of(password)), HERE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
