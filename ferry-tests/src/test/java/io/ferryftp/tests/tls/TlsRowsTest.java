package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.testkit.Tls;
import io.ferryftp.testkit.script.ScriptedClient;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Ferry's server and clients of TLS: a test for each row of the table beside this class.
final class TlsRowsTest {
  @TestFactory
  Stream<DynamicTest> aClientSays() throws IOException {
    return TlsRow.all().stream()
        .filter(row -> row.word("elsewhere").isEmpty())
        .map(row -> DynamicTest.dynamicTest(row.toString(), () -> play(row)));
  }

  private static void play(TlsRow row) throws IOException {
    Tls policy = row.word("policy").equals(Optional.of("required")) ? Tls.REQUIRED : Tls.EXPLICIT;
    try (var server = TestFtpServer.builder().tls(policy).start()) {
      server.files().put("/a", "hello\r\n");
      server.files().put("/d/e", "");
      ScriptedClient.play(server.address(), row.transcript()).assertPlayed();
    }
  }

  @Test
  void everyRowIsATest() throws Exception {
    var ids = new HashSet<String>();
    var numbers = new HashSet<String>();
    for (TlsRow row : TlsRow.all()) {
      assertThat(ids.add(row.id())).as("%s is there once", row.id()).isTrue();
      numbers.add(row.id().replaceFirst("\\..*", ""));
      if (row.word("elsewhere").isPresent()) {
        String[] place = row.word("elsewhere").orElseThrow().split("\\.", 2);
        Class<?> test = Class.forName(TlsRow.class.getPackageName() + "." + place[0]);
        assertThat(Arrays.stream(test.getDeclaredMethods()))
            .as("%s", row)
            .anyMatch(method -> method.getName().equals(place[1]));
      } else {
        assertThat(row.transcript().lines()).as("%s", row).isNotEmpty();
      }
    }
    assertThat(numbers).hasSize(20);
  }
}
