package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.account.Concession;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Ferry and the servers of others copy files between them under PROT P, both ways. One of the two
/// has to be the TLS client of the data connection: Ferry, by CPSV or SSCN, or the other server by
/// SSCN, which only ProFTPD knows. Where the others are the TLS server, they are told that data
/// connections need not resume a session, as no other server has one of theirs; beyond that they
/// keep their usual policy, as in [FxpPeersTest].
final class FxpTlsPeersTest {
  private static final String TEXT = "a protected line of one server\n".repeat(2000);
  private static final InetSocketAddress FERRY = at("127.0.0.2");
  private static final InetSocketAddress CLIENT = at("127.0.0.3");

  /// ProFTPD checks the address in it.
  private static final CertificateSource CERTIFICATE =
      CertificateSource.of(TestCertificates.server("127.0.0.2"));

  /// Which server is passive, and which is told to be the TLS client.
  private enum Roles {
    FERRY_PASSIVE_CPSV,
    FERRY_PASSIVE_SSCN,
    FERRY_ACTIVE_SSCN,
    OTHER_PASSIVE_SSCN;

    boolean isFerryPassive() {
      return this == FERRY_PASSIVE_CPSV || this == FERRY_PASSIVE_SSCN;
    }

    boolean isForOther() {
      return this == OTHER_PASSIVE_SSCN;
    }

    /// A server that is the TLS client of its data connections has nobody to demand a session of.
    Set<Site.Manner> manners() {
      return isForOther() ? Set.of() : EnumSet.of(Site.Manner.UNBOUND);
    }

    String passive() {
      return this == FERRY_PASSIVE_CPSV ? "CPSV" : "PASV";
    }
  }

  @TempDir private Path directory;

  private static InetSocketAddress at(String literal) {
    return new InetSocketAddress(InetAddress.ofLiteral(literal), 0);
  }

  @TestFactory
  Stream<DynamicTest> servers() {
    return PeerServer.all().stream()
        .filter(server -> !(server instanceof FerryServer))
        // About a third of the connections that it makes are reset in the handshake; why is open.
        .filter(server -> !(server instanceof PyFtpdLib))
        .flatMap(server ->
            Stream.of(Roles.values())
                .filter(roles -> !roles.isForOther() || server instanceof ProFtpd)
                .map(roles ->
                    dynamicTest(server.name() + ", " + roles, () -> copyBothWays(server, roles))));
  }

  /// What the documentation says of them, so that it is noticed when one learns it.
  @TestFactory
  Stream<DynamicTest> onlyProFtpdKnowsSscnAndNobodyCpsv() {
    return PeerServer.all().stream()
        .filter(server -> !(server instanceof FerryServer))
        .map(server -> dynamicTest(server.name(), () -> assertWordsKnown(server)));
  }

  private void assertWordsKnown(PeerServer server) throws Exception {
    Path base = directory.resolve("words-" + server.name());
    try (RunningServer running = start(server, base, Set.of());
        ControlClient there = login(running.control(), FERRY, Site.USER, Site.PASSWORD)) {
      boolean sscn = server instanceof ProFtpd;
      assertThat(there.ask("SSCN").code() == 200).as(there.dialogue()).isEqualTo(sscn);
      assertThat(there.ask("CPSV").code()).as(there.dialogue()).isGreaterThanOrEqualTo(500);
    }
  }

  /// That is their default, and Ferry has no session of the client's with them.
  @TestFactory
  Stream<DynamicTest> nothingIsCopiedWhereSessionsHaveToBeResumed() {
    return Stream.of(new Vsftpd(), new ProFtpd())
        .map(server -> dynamicTest(server.name(), () -> assertRefused(server)));
  }

  private void assertRefused(PeerServer server) throws Exception {
    Path base = directory.resolve("bound-" + server.name());
    try (TestFtpServer ferry = ferry();
        RunningServer running = start(server, base, Set.of());
        ControlClient here = login(ferry.address(), CLIENT, ferry.user(), ferry.password());
        ControlClient there = login(running.control(), FERRY, Site.USER, Site.PASSWORD)) {
      ferry.files().put("/a", TEXT);
      begin(Roles.FERRY_PASSIVE_CPSV, here, "RETR a", there, "STOR b");
      assertThat(there.finalReply().code()).as(running.log()).isIn(425, 522);
      // A file as small as this may have left before the other side looked at the session.
      assertThat(here.finalReply().code()).as(here.dialogue()).isIn(226, 425, 426, 522);
      assertThat(base.resolve("served/b"))
          .as("what was copied")
          .satisfiesAnyOf(
              file -> assertThat(file).doesNotExist(), file -> assertThat(file).isEmptyFile());
    }
  }

  private static TestFtpServer ferry() {
    return TestFtpServer.builder()
        .tls(Tls.REQUIRED)
        .concessions(Concession.THIRD_PARTY_DATA)
        .change(config -> config.listen(FERRY).tls(ServerTls.with(CERTIFICATE)))
        .start();
  }

  private void copyBothWays(PeerServer server, Roles roles) throws Exception {
    Path base = directory.resolve(server.name() + "-" + roles);
    Path served = base.resolve("served");
    try (TestFtpServer ferry = ferry();
        RunningServer running = start(server, base, roles.manners());
        ControlClient here = login(ferry.address(), CLIENT, ferry.user(), ferry.password());
        ControlClient there = login(running.control(), FERRY, Site.USER, Site.PASSWORD)) {
      ferry.files().put("/a", TEXT);
      if (roles != Roles.FERRY_PASSIVE_CPSV) {
        (roles.isForOther() ? there : here).expect(200, "SSCN ON");
      }

      try {
        copy(roles, here, "RETR a", there, "STOR b");
        copy(roles, here, "STOR c", there, "RETR b");
      } catch (IOException | AssertionError e) {
        throw new AssertionError("%s%nserver: %s".formatted(e.getMessage(), running.log()), e);
      }

      assertThat(served.resolve("b")).hasContent(TEXT);
      assertThat(ferry.files().text("/c")).hasValue(TEXT);

      assertThat(ferry.events())
          .filteredOn(ServerEvent.DataProtected.class::isInstance)
          .as("both data connections were protected")
          .hasSize(2);
      assertThat(ferry.events()).anyMatch(ServerEvent.BindingWaived.class::isInstance);
    }
  }

  private static RunningServer start(PeerServer server, Path base, Set<Site.Manner> manners)
      throws Exception {
    Path served = Files.createDirectories(base.resolve("served"));
    Path scratch = Files.createDirectories(base.resolve("scratch"));
    var control = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), FreePort.find());
    var tls =
        new Protection(Protection.Beginning.EXPLICIT, Optional.empty(), Protection.Demand.REQUIRED);
    return server.start(new Site(served, scratch, control, Optional.of(tls), manners));
  }

  private static ControlClient login(
      InetSocketAddress server, InetSocketAddress from, String user, String password)
      throws Exception {
    ControlClient client = ControlClient.connect(server, from);
    client.protect(TestCertificates.clientContext()).login(user, password);
    client.expect(200, "PBSZ 0");
    client.expect(200, "PROT P");
    return client;
  }

  private static void copy(
      Roles roles, ControlClient here, String ours, ControlClient there, String theirs)
      throws Exception {
    begin(roles, here, ours, there, theirs);
    assertThat(here.finalReply().code()).as("%s", here.dialogue()).isEqualTo(226);
    assertThat(there.finalReply().code()).as("%s", there.dialogue()).isEqualTo(226);
  }

  /// Both are asked before anybody is listened to, as 150 of one may wait for the other.
  private static void begin(
      Roles roles, ControlClient here, String ours, ControlClient there, String theirs)
      throws Exception {
    ControlClient passive = roles.isFerryPassive() ? here : there;
    ControlClient active = roles.isFerryPassive() ? there : here;
    String numbers =
        passive.expect(227, roles.passive()).text().replaceFirst(".*\\(([0-9,]+)\\).*", "$1");
    active.expect(200, "PORT " + numbers);
    passive.send(roles.isFerryPassive() ? ours : theirs);
    active.send(roles.isFerryPassive() ? theirs : ours);
  }
}
