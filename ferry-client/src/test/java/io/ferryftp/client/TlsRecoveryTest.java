package io.ferryftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.protocol.tls.TlsVersion;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the client does when a server does not take its protected data connections.
@Timeout(30)
final class TlsRecoveryTest {
  private static final String GET = TlsDataTest.GET;
  private static final String PUT = TlsDataTest.PUT;
  private static final String HELLO = TlsDataTest.HELLO;

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A full handshake, and the refusal behind it.
        "!> refuse resumption\n" + GET + "D> \\\nS> 522 session reuse required\n",
        "!> refuse resumption\n" + GET + "D> \\\nS> 425 Unable to build data connection\n",
        "!> refuse resumption\n"
            + GET
            + "D> \\\nS> 450 TLS session of data connection not resumed\n",
        // No handshake.
        "!> cut handshake\n" + GET + "D> \\\nS> 425 no\n",
        GET + "S> 425 no\n",
      })
  void aRefusedDownloadIsTriedAgainWithTls12(String refused) throws Exception {
    var memory = new SharedMemory();
    try (var scripted = Scripted.afterTls(refused, GET + HELLO + GET + HELLO)) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      try (FtpClient client = scripted.login(config)) {
        assertThat(TlsDataTest.get(client)).isEqualTo("hello\r\n");
        assertThat(TlsDataTest.get(client)).isEqualTo("hello\r\n");
        assertThat(memory.notes(config.host(), config.port()).highestTls())
            .contains(TlsVersion.TLS_1_2);
        assertThat(TlsDataTest.facts(scripted).getLast().protocol()).isEqualTo("TLSv1.2");
        assertThat(TlsDataTest.facts(scripted).getLast().handshake())
            .isEqualTo(TlsFacts.Handshake.RESUMED);
        assertThat(notices(scripted)).contains("going on with TLS 1.2");
      }
    }
  }

  @Test
  void aRefusedUploadIsTriedAgainBeforeItsSourceIsTouched() throws Exception {
    String refused =
        "!> refuse resumption\n"
            + PUT
            + "!> cut data after 0\nD> x\nS> 522 session reuse required\n";
    try (var scripted = Scripted.afterTls(refused, PUT + HELLO);
        FtpClient client = TlsDataTest.open(scripted)) {
      assertThat(TlsDataTest.put(client).octets()).isEqualTo(7);
    }
  }

  @Test
  void aResumedOneThatIsRefusedIsTriedAgainAsItIs() throws Exception {
    String refused = GET + "D> \\\nS> 425 not now\n";
    try (var scripted = Scripted.afterTls(refused + GET + HELLO);
        FtpClient client = TlsDataTest.open(scripted)) {
      assertThat(TlsDataTest.get(client)).isEqualTo("hello\r\n");
      assertThat(TlsDataTest.facts(scripted))
          .extracting(TlsFacts::protocol)
          .containsOnly("TLSv1.3");
      scripted.server().assertPlayed();
    }
  }

  @Test
  void whatIsRefusedInTheEndIsSaid() throws Exception {
    String refused = "!> refuse resumption\n" + GET + "D> \\\nS> 522 session reuse required\n";
    assertNothingWorks(refused, "522 session reuse required");
  }

  @Test
  void aVersionWithWhichNothingHasWorkedIsNotRemembered() throws Exception {
    assertNothingWorks("!> cut handshake\n" + GET + "D> \\\nS> 426 no\n", "426 no");
  }

  private static void assertNothingWorks(String refused, String said) throws Exception {
    var memory = new SharedMemory();
    try (var scripted = Scripted.afterTls(refused, refused, refused)) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      try (FtpClient client = scripted.login(config)) {
        assertThatThrownBy(() -> TlsDataTest.get(client))
            .isInstanceOf(DataConnectionException.class)
            .hasMessageContaining(said);
      }
      assertThat(notices(scripted)).contains("going on with TLS 1.2");
      assertThat(memory.notes(config.host(), config.port()).highestTls()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"451 disk broken", "451 /etc/ssl/a: read error", "550 tls: no such file"})
  void anAnswerToTheTransferItselfIsNotTriedAgain(String answer) throws Exception {
    try (var scripted =
            Scripted.afterTls("!> cut handshake\n" + GET + "D> \\\nS> " + answer + "\n");
        FtpClient client = TlsDataTest.open(scripted)) {
      assertThatThrownBy(() -> TlsDataTest.get(client))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(answer);
      scripted.server().assertPlayed();
    }
  }

  @Test
  void aSessionThatCannotBeTakenUpAgainIsTriedAsItIs() throws Exception {
    String refused = "C> CWD x\nS> 250 ok\n" + "!> cut handshake\n" + GET + "D> \\\nS> 425 no\n";
    try (var scripted = Scripted.afterTls(refused + GET + HELLO);
        FtpClient client = TlsDataTest.open(scripted)) {
      client.raw("CWD x");
      assertThat(TlsDataTest.get(client)).isEqualTo("hello\r\n");
      assertThat(scripted.server().connections()).isEqualTo(1);
    }
  }

  /// A server that ends uploads without TLS's end says nothing on them, and so gives no ticket.
  @Test
  void withoutTicketsTheSessionGoesOverToTls12AndStaysThere() throws Exception {
    var memory = new SharedMemory();
    String first = "C> CWD d\nS> 250 ok\n!> demand resumption\n!> no close_notify\n" + PUT + HELLO;
    String second = "C> CWD d\nS> 250 ok\n!> demand resumption\n" + PUT + HELLO + GET + HELLO;
    try (var scripted = Scripted.afterTls(first, second, "C> NOOP\nS> 200 ok\n")) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      try (FtpClient client = scripted.login(config)) {
        client.changeDirectory("d");
        TlsDataTest.put(client);
        assertThat(ticketsLeft(scripted)).hasValue(0);
        TlsDataTest.put(client);
        assertThat(ticketsLeft(scripted)).isEmpty();
        TlsDataTest.get(client);
      }
      assertThat(notices(scripted)).contains("too few tickets", "going on with TLS 1.2");
      assertThat(TlsDataTest.facts(scripted))
          .extracting(TlsFacts::handshake)
          .containsOnly(TlsFacts.Handshake.RESUMED);
      try (FtpClient later = scripted.login(config)) {
        later.keepAlive();
      }
      assertThat(scripted.events())
          .filteredOn(ClientEvent.ControlProtected.class::isInstance)
          .extracting(event -> ((ClientEvent.ControlProtected) event).tls().protocol())
          .containsExactly("TLSv1.3", "TLSv1.2", "TLSv1.2");
      scripted.server().assertPlayed();
    }
  }

  /// A server of TLS 1.3 alone must not be lost for ever by the try with TLS 1.2.
  @Test
  void whereTls12DoesNotComeAboutItIsNotRemembered() throws Exception {
    var memory = new SharedMemory();
    String first =
        Scripted.SECURE_LOGIN + "!> demand resumption\n!> no close_notify\n" + PUT + HELLO;
    String second = "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> cut handshake\n!> tls\n";
    String third = Scripted.SECURE_LOGIN + "!> demand resumption\n" + PUT + HELLO;
    try (var scripted = Scripted.play(first, second, third)) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      try (FtpClient client = scripted.login(config)) {
        TlsDataTest.put(client);
        TlsDataTest.put(client);
      }
      assertThat(memory.notes(config.host(), config.port()).highestTls()).isEmpty();
      scripted.server().assertPlayed();
    }
  }

  /// The same server, but without TLS 1.2.
  @Test
  void withoutTicketsAndWithoutTls12TheSessionLogsInAgain() throws Exception {
    String newest = Scripted.SECURE_LOGIN.replace("!> tls\n", "!> tls version 1.3\n!> tls\n");
    String refused = "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> tls version 1.3\n!> offer tls\n";
    String upload = "!> demand resumption\n!> no close_notify\n" + PUT + HELLO;
    String first = newest + "C> CWD d\nS> 250 ok\n" + upload;
    String again = newest + "C> CWD d\nS> 250 ok\n" + upload;
    var memory = new SharedMemory();
    try (var scripted = Scripted.play(first, refused, again, again)) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      try (FtpClient client = scripted.login(config)) {
        client.changeDirectory("d");
        TlsDataTest.put(client);
        TlsDataTest.put(client);
        TlsDataTest.put(client);
      }
      assertThat(memory.notes(config.host(), config.port()).highestTls()).isEmpty();
      assertThat(notices(scripted)).containsOnlyOnce("there is no TLS 1.2 either");
      assertThat(TlsDataTest.facts(scripted))
          .extracting(TlsFacts::protocol)
          .containsOnly("TLSv1.3");
      assertThat(TlsDataTest.facts(scripted))
          .extracting(TlsFacts::handshake)
          .containsOnly(TlsFacts.Handshake.RESUMED);
      scripted.server().assertPlayed();
    }
  }

  @Test
  void aRememberedVersionThatTheServerRefusesIsForgotten() throws Exception {
    String refused = "S> 220 ready\nC> AUTH TLS\nS> 234 go on\n!> tls version 1.3\n!> offer tls\n";
    var memory = new SharedMemory();
    try (var scripted =
        Scripted.play(
            refused, Scripted.SECURE_LOGIN.replace("!> tls\n", "!> tls version 1.3\n!> tls\n"))) {
      ClientConfig config = scripted.config(TlsMode.EXPLICIT).memory(memory).build();
      memory.remember(
          config.host(), config.port(), HostNotes.NONE.withHighestTls(TlsVersion.TLS_1_2));
      scripted.login(config).close();
      assertThat(memory.notes(config.host(), config.port()))
          .isEqualTo(HostNotes.NONE.withTlsSeen());
      scripted.server().assertPlayed();
    }
  }

  private static OptionalInt ticketsLeft(Scripted scripted) {
    return scripted.events().stream()
        .filter(ClientEvent.DataProtected.class::isInstance)
        .map(event -> ((ClientEvent.DataProtected) event).ticketsLeft())
        .reduce(OptionalInt.empty(), (_, last) -> last);
  }

  private static String notices(Scripted scripted) {
    return scripted.events().stream()
        .filter(ClientEvent.Notice.class::isInstance)
        .map(event -> ((ClientEvent.Notice) event).sentence())
        .reduce("", (a, b) -> a + b + "\n");
  }
}
