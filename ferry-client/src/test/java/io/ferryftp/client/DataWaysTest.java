package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.PassiveHost;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.data.DataWay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is tried after what, when the server refuses, when connections are refused or reset, and
/// when nothing comes at all.
@Timeout(20)
final class DataWaysTest {
  private static final String BY_EPSV =
      """
      C> EPSV
      S> 229 (|||{port}|)
      C> RETR a
      S> 150 opening
      D> hello
      S> 226 done
      """;

  private static final String BY_PASV =
      BY_EPSV.replace("EPSV", "PASV").replace("229 (|||{port}|)", "227 ({hostport})");

  private static final String BY_PORT =
      """
      C> PORT {any}
      S> 200 ok
      C> RETR a
      S> 150 opening
      D> hello
      S> 226 done
      """;

  @Test
  void aRefusedEpsvLeadsToPasv() throws IOException {
    leads("C> EPSV\nS> 502 what\n" + BY_PASV, DataMode.AUTO, DataWay.EPSV);
  }

  @Test
  void aRefusedConnectionLeadsToTheNextWay() throws IOException {
    leads(
        "C> EPSV\n!> refuse data\nS> 229 (|||{port}|)\n" + BY_PASV, DataMode.PASSIVE, DataWay.EPSV);
  }

  @Test
  void aHangingConnectionLeadsToTheNextWayWithinItsLimit() throws IOException {
    long start = System.nanoTime();
    leads("C> EPSV\n!> hang data\nS> 229 (|||{port}|)\n" + BY_PASV, DataMode.AUTO, DataWay.EPSV);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThan(Scripted.LIMITS.dataConnection())
        .isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aResetConnectionLeadsToTheNextWay() throws IOException {
    leads(
        """
        C> EPSV
        S> 229 (|||{port}|)
        C> RETR a
        S> 150 opening
        !> reset data after 0
        D> hello
        S> 426 connection lost
        """
            + BY_PASV,
        DataMode.AUTO,
        DataWay.EPSV);
  }

  @Test
  void aServerThatHasNoConnectionLeadsToTheNextWay() throws IOException {
    leads(
        "C> EPSV\nS> 229 (|||{port}|)\nC> RETR a\nS> 425 cannot\n" + BY_PASV,
        DataMode.AUTO,
        DataWay.EPSV);
  }

  @Test
  void afterBothPassiveWaysComesTheActiveOne() throws IOException {
    leads(
        "C> EPSV\nS> 500 what\nC> PASV\nS> 500 what\n" + BY_PORT,
        DataMode.AUTO,
        DataWay.EPSV,
        DataWay.PASV);
  }

  @Test
  void aRefusedPortLeadsToPassive() throws IOException {
    leads("C> PORT {any}\nS> 500 not here\n" + BY_EPSV, DataMode.ACTIVE, DataWay.ACTIVE);
  }

  @Test
  void anActiveConnectionThatTheServerCannotMakeLeadsToPassive() throws IOException {
    leads(
        "C> PORT {any}\nS> 200 ok\nC> RETR a\nS> 425 cannot\n" + BY_EPSV,
        DataMode.ACTIVE,
        DataWay.ACTIVE);
  }

  @Test
  void anActiveConnectionThatIsRefusedBehindThe150LeadsToPassive() throws IOException {
    leads(
        "C> PORT {any}\nS> 200 ok\nC> RETR a\nS> 150 opening\nS> 425 cannot\n" + BY_EPSV,
        DataMode.ACTIVE,
        DataWay.ACTIVE);
  }

  @Test
  void anActiveConnectionThatDoesNotArriveIsAbortedAndLeadsToPassive() throws IOException {
    leads(
        """
        C> PORT {any}
        S> 200 ok
        C> RETR a
        S> 150 opening
        C> ABOR
        S> 426 no connection
        S> 226 aborted
        """
            + BY_EPSV,
        DataMode.ACTIVE,
        DataWay.ACTIVE);
  }

  @Test
  void anActiveTransferMayBeConfirmedBeforeItsConnectionIsNoticed() throws IOException {
    leads(
        """
        C> PORT {any}
        S> 200 ok
        C> RETR a
        S> 150 opening
        !> late data 120 ms
        !> hold data
        D> hello
        S> 226 done
        """,
        DataMode.ACTIVE_ONLY);
  }

  @Test
  void aServerThatHangsInItsConnectIsLeftForANewControlConnection() throws IOException {
    try (var scripted =
            Scripted.after(
                "C> CWD sub\nS> 250 ok\nC> PORT {any}\nS> 200 ok\nC> RETR a\n!> stall control\n",
                "C> CWD sub\nS> 250 ok\n" + BY_EPSV);
        FtpClient client = scripted.login(DataMode.ACTIVE)) {
      client.changeDirectory("sub");
      assertThat(fetch(client)).isEqualTo("hello\r\n");
      assertThat(failed(scripted)).containsExactly(DataWay.ACTIVE);
      assertThat(scripted.server().connections()).isEqualTo(2);
      assertThat(scripted.events())
          .anyMatch(event -> event.toString().contains("connecting again"));
    }
  }

  @Test
  void aSessionWhoseDirectoryNobodyKnowsIsNotTakenUpAgain() throws IOException {
    try (var scripted =
            Scripted.after(
                "C> CWD sub\nS> 250 ok\nC> PORT {any}\nS> 200 ok\nC> RETR a\n!> stall control\n");
        FtpClient client = scripted.login(DataMode.ACTIVE)) {
      client.raw("CWD sub");
      assertThatThrownBy(() -> fetch(client))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("connect again");
      assertThat(scripted.server().connections()).isEqualTo(1);
    }
  }

  @Test
  void uploadsFallBackAsWell() throws IOException {
    try (var scripted =
            Scripted.after(
                """
                C> EPSV
                S> 229 (|||{port}|)
                C> STOR a
                S> 425 cannot
                C> PASV
                S> 227 {hostport}
                C> STOR a
                S> 150 go
                D> hello
                S> 226 done
                """);
        FtpClient client = scripted.login(DataMode.AUTO)) {
      client.store(
          new ByteArrayInputStream("hello\r\n".getBytes(StandardCharsets.UTF_8)),
          "a",
          TransferOptions.DEFAULT);
      scripted.server().assertPlayed();
      assertThat(scripted.server().uploaded()).asString().isEqualTo("hello\r\n");
    }
  }

  @Test
  void theStrictModesStayAsTheyAre() throws IOException {
    refuses("C> PORT {any}\nS> 500 no\n", DataMode.ACTIVE_ONLY);
    refuses("C> EPSV\nS> 500 no\nC> PASV\nS> 500 no\n", DataMode.PASSIVE_ONLY);
    refuses("C> EPSV\nS> 500 no\nC> PASV\nS> 500 no\n", DataMode.PASSIVE);
  }

  @Test
  void whatWorkedIsTriedFirstNextTime() throws IOException {
    try (var scripted = Scripted.after("C> EPSV\nS> 500 what\n" + BY_PASV + BY_PASV, BY_PASV)) {
      ClientConfig config = scripted.config().memory(new SharedMemory()).build();
      try (FtpClient client = scripted.login(config)) {
        fetch(client);
        fetch(client);
      }
      try (FtpClient another = scripted.login(config)) {
        fetch(another);
      }
      scripted.server().assertPlayed();
      assertThat(failed(scripted)).hasSize(1);
    }
  }

  @Test
  void theAddressIn227IsNotBelieved() throws IOException {
    String lie = BY_PASV.replace("S> 227", "!> wrong address 192.0.2.7\nS> 227");
    try (var scripted = Scripted.after("C> EPSV\nS> 500 what\n" + lie);
        FtpClient client = scripted.login(DataMode.PASSIVE)) {
      assertThat(fetch(client)).isEqualTo("hello\r\n");
      assertThat(scripted.events()).anyMatch(event -> event.toString().contains("192.0.2.7"));
    }
  }

  @Test
  void theAddressIn227IsUsedOnRequest() throws IOException {
    String elsewhere =
        "C> EPSV\nS> 500 what\nC> PASV\n!> wrong address 127.0.0.2\nS> 227 {hostport}\n";
    try (var scripted = Scripted.after(elsewhere)) {
      ClientConfig config =
          scripted
              .config()
              .dataMode(DataMode.PASSIVE)
              .passiveHost(PassiveHost.AS_ANNOUNCED)
              .build();
      try (FtpClient client = scripted.login(config)) {
        assertThatThrownBy(() -> fetch(client)).hasMessageContaining("127.0.0.2");
      }
    }
  }

  @Test
  void aPortOfAServiceIsNotConnectedTo() throws IOException {
    refuses("C> EPSV\nS> 229 (|||22|)\nC> PASV\nS> 227 (127,0,0,1,0,25)\n", DataMode.PASSIVE);
  }

  @Test
  void aStrangerAtTheActivePortIsTurnedAway() throws IOException {
    leads(
        BY_PORT.replace("D> hello", "!> stranger from 127.0.0.2\nD> hello"), DataMode.ACTIVE_ONLY);
  }

  private static void leads(String transcript, DataMode mode, DataWay... failed)
      throws IOException {
    try (var scripted = Scripted.after(transcript);
        FtpClient client = scripted.login(mode)) {
      assertThat(fetch(client)).isEqualTo("hello\r\n");
      assertThat(failed(scripted)).containsExactly(failed);
      scripted.server().assertPlayed();
    }
  }

  private static void refuses(String transcript, DataMode mode) throws IOException {
    try (var scripted = Scripted.after(transcript);
        FtpClient client = scripted.login(mode)) {
      assertThatThrownBy(() -> fetch(client)).isInstanceOf(DataConnectionException.class);
      scripted.server().assertPlayed();
    }
  }

  private static List<DataWay> failed(Scripted scripted) {
    return scripted.events().stream()
        .filter(ClientEvent.DataWayFailed.class::isInstance)
        .map(event -> ((ClientEvent.DataWayFailed) event).way())
        .toList();
  }

  private static String fetch(FtpClient client) throws IOException {
    var into = new ByteArrayOutputStream();
    client.retrieve("a", into, TransferOptions.DEFAULT);
    return into.toString(StandardCharsets.UTF_8);
  }
}
