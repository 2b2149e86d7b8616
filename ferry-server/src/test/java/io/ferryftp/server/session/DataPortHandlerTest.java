package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsPolicy;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Data connections with another server: only for accounts that may, and RFC 1639.
class DataPortHandlerTest {
  private static final Account FXP =
      new Account("anna", "/", Permission.ALL).with(Concession.THIRD_PARTY_DATA);

  private static HandlerBench clear(String client) {
    return new HandlerBench(client, FXP, config -> config.tlsPolicy(TlsPolicy.OFF)).loggedIn();
  }

  private static HandlerBench protectedBench(Account account) {
    var bench =
        new HandlerBench("192.0.2.7", account, config -> config.tls(TestKeys.tls())).implicit();
    return bench.loggedIn();
  }

  @ParameterizedTest(name = "from 192.0.2.7: {0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "PORT 198,51,100,9,200,1 → 200",
        "EPRT |1|198.51.100.9|51201| → 200",
        "LPRT 4,4,198,51,100,9,2,200,1 → 200",
        "PORT 198,51,100,9,3,255 → 504",
        "PORT 127,0,0,1,200,1 → 504",
        "PORT 169,254,1,1,200,1 → 504",
        "PORT 224,0,0,1,200,1 → 504",
        "PORT 240,0,0,1,200,1 → 504",
        "PORT 255,255,255,255,200,1 → 504",
        "EPRT |2|2001:db8::1|51201| → 522",
      })
  void thirdPartiesAreReachedWhereThatIsConceded(String line, int code) {
    assertThat(clear("192.0.2.7").code(line.strip())).isEqualTo(code);
  }

  @ParameterizedTest(name = "a client from {0} is told {1}")
  @CsvSource({"192.0.2.7,203.0.113.7", "127.0.0.1,127.0.0.1"})
  void clientsOutsideAreToldTheAddressThatTheyCanReach(String client, String told) {
    Inet4Address outside = Inet4Address.ofLiteral("203.0.113.7");
    var bench =
        new HandlerBench(
                client,
                Permission.ALL,
                config ->
                    config.tlsPolicy(TlsPolicy.OFF).passiveAddress(() -> Optional.of(outside)))
            .loggedIn();
    assertThat(bench.send("PASV").text()).contains("(" + told.replace('.', ',') + ",");
    assertThat(bench.send("EPSV").text()).endsWith("(|||21003|)");
  }

  @Test
  void onThisMachineAnotherAddressOfItIsAThirdParty() {
    assertThat(clear("127.0.0.1").code("PORT 127,0,0,2,200,1")).isEqualTo(200);
  }

  /// As the client reached it, whether an interface has that address or a router does.
  @Test
  void theServersOwnAddressIsNoThirdParty() {
    var surroundings =
        new Surroundings(
            HandlerBench.address("192.0.2.1", 21),
            HandlerBench.address("192.0.2.7", 40000),
            ServerConfig.builder((_, _) -> Optional.empty(), _ -> new MemoryTree()).build(),
            new StorageCalls(),
            _ -> 21003,
            Optional::empty);
    Session session = clear("192.0.2.7").session();

    Step step =
        new DataPortHandler(surroundings)
            .port(session, new HostPort((Inet4Address) InetAddress.ofLiteral("192.0.2.1"), 51201));

    assertThat(step)
        .isInstanceOfSatisfying(
            Step.Answer.class,
            answer -> {
              assertThat(answer.reply().code().number()).isEqualTo(504);
              assertThat(answer.session().dataPort()).isEqualTo(new DataPortChoice.None());
            });
  }

  @Test
  void noAddressOfAnyInterfaceIsAThirdParty() throws SocketException {
    List<InetAddress> others =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .toList();
    assumeThat(others).isNotEmpty();
    for (InetAddress address : others) {
      String line = "PORT " + address.getHostAddress().replace('.', ',') + ",200,1";

      assertThat(clear("192.0.2.7").code(line)).isEqualTo(504);
      assertThat(clear("127.0.0.1").code(line)).isEqualTo(504);
    }
  }

  @Test
  void theTargetIsWhatWasNamedAndWhoItIs() {
    var bench = clear("192.0.2.7");

    bench.code("PORT 198,51,100,9,200,1");
    assertThat(bench.session().dataPort())
        .isEqualTo(
            new DataPortChoice.Active(
                HandlerBench.address("198.51.100.9", 51201), DataPeer.SERVER));
    bench.code("PORT 192,0,2,7,200,1");
    assertThat(bench.session().dataPeer()).isEqualTo(DataPeer.CLIENT);
  }

  @ParameterizedTest(name = "EPSV ALL, {0} → 501")
  @ValueSource(
      strings = {"LPRT 4,4,192,0,2,7,2,200,1", "LPSV", "PASV", "PORT 198,51,100,9,200,1", "CPSV"})
  void afterEpsvAllOnlyEpsvIsLeft(String line) {
    assertThat(protectedBench(FXP).code("EPSV ALL", line)).isEqualTo(501);
  }

  @Test
  void longPassiveNamesFamilyAndPort() {
    assertThat(new HandlerBench().loggedIn().send("LPSV").text())
        .endsWith("(4,4,127,0,0,1,2,82,11)");
    assertThat(
            new HandlerBench("::1", TlsPolicy.AUTO, Permission.ALL).loggedIn().send("LPSV").text())
        .endsWith("(6,16,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,82,11)");
  }

  @Test
  void longAddressesOfTheOtherFamilyGetTheRightOne() {
    var six = new HandlerBench("::1", TlsPolicy.AUTO, Permission.ALL).loggedIn();

    assertThat(six.send("LPRT 4,4,127,0,0,1,2,200,1").text()).endsWith("(6)");
    assertThat(six.code("LPRT 6,16,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,200,1")).isEqualTo(200);
  }

  @Test
  void whoMayNotIsToldSoAndStaysTheServer() {
    var bench = protectedBench(new Account("anna", "/", Permission.ALL));

    assertThat(bench.code("SSCN ON")).isEqualTo(504);
    assertThat(bench.code("CPSV")).isEqualTo(504);
    assertThat(bench.send("SSCN").text()).isEqualTo("SSCN:SERVER METHOD");
    assertThat(bench.send("SSCN OFF").text()).isEqualTo("SSCN:SERVER METHOD");
    assertThat(bench.send("FEAT").lines()).doesNotContain("SSCN", "CPSV");
  }

  @Test
  void whoMayChoosesItsEndOfTls() {
    var bench = protectedBench(FXP);

    assertThat(bench.send("FEAT").lines()).contains("SSCN", "CPSV");
    assertThat(bench.send("SSCN on").text()).isEqualTo("SSCN:CLIENT METHOD");
    assertThat(bench.send("SSCN").text()).isEqualTo("SSCN:CLIENT METHOD");
    assertThat(bench.session().dataEnd()).isEqualTo(Session.DataEnd.CLIENT);
    bench.code("USER anna");
    assertThat(bench.session().dataEnd()).isEqualTo(Session.DataEnd.SERVER);
  }

  @Test
  void cpsvIsPasvWithAnotherServer() {
    var bench = protectedBench(FXP);

    assertThat(bench.send("CPSV").text()).endsWith("(192,0,2,7,82,11)");
    assertThat(bench.session().dataPort()).isEqualTo(new DataPortChoice.Passive(DataPeer.SERVER));
    bench.code("PASV");
    assertThat(bench.session().dataPeer()).isEqualTo(DataPeer.CLIENT);
  }

  @Test
  void behindCccDataAreTheClientsOwnAgain() {
    var bench =
        new HandlerBench(
                "192.0.2.7",
                FXP,
                config ->
                    config.tls(TestKeys.tls().withClearControl(ServerTls.ClearControl.ALLOWED)))
            .implicit()
            .loggedIn();

    assertThat(bench.code("SSCN ON", "PORT 198,51,100,9,200,1")).isEqualTo(200);
    bench.code("CCC");
    assertThat(bench.session().dataEnd()).isEqualTo(Session.DataEnd.SERVER);
    assertThat(bench.session().dataPort()).isEqualTo(new DataPortChoice.None());
    assertThat(bench.code("PORT 198,51,100,9,200,1")).isEqualTo(504);
    assertThat(bench.code("SSCN ON")).isEqualTo(504);
    assertThat(bench.code("CPSV")).isEqualTo(504);
  }

  @ParameterizedTest(name = "{0}, CCC, NLST → {1} with the concession, else {2}")
  @CsvSource({"PASV,425,150", "EPSV,425,150", "LPSV,425,150", "'PORT 192,0,2,7,200,1',150,150"})
  void behindCccNoDoorIsOpenToOthers(String line, int conceded, int usual) {
    assertThat(clearedBehind(FXP, line).code("NLST")).isEqualTo(conceded);
    assertThat(clearedBehind(new Account("anna", "/", Permission.ALL), line).code("NLST"))
        .isEqualTo(usual);
  }

  private static HandlerBench clearedBehind(Account account, String line) {
    var tls = TestKeys.tls().withClearControl(ServerTls.ClearControl.ALLOWED);
    var bench = new HandlerBench("192.0.2.7", account, config -> config.tls(tls)).implicit();
    assertThat(bench.loggedIn().code(line, "CCC")).isEqualTo(200);
    return bench;
  }

  @Test
  void inClearThereIsNothingToAgreeOn() {
    var bench = clear("192.0.2.7");

    assertThat(bench.code("SSCN ON")).isEqualTo(503);
    assertThat(bench.code("CPSV")).isEqualTo(503);
  }
}
