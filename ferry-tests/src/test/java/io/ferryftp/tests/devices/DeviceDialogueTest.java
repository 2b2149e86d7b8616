package io.ferryftp.tests.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.ServerEvent.ChosenBy;
import io.ferryftp.event.ServerEvent.ProfileApplied;
import io.ferryftp.server.config.AddressBlock;
import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.DeviceRules;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.tests.harness.ControlClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Whole dialogues of devices, and what the server tells of them.
final class DeviceDialogueTest {
  private static TestFtpServer server(DeviceRules.Rule... rules) {
    return TestFtpServer.builder()
        .user("anna")
        .change(config -> config.devices(new DeviceRules(List.of(rules))))
        .start();
  }

  private static List<String> applied(TestFtpServer server) {
    return server.events().stream()
        .filter(ProfileApplied.class::isInstance)
        .map(ProfileApplied.class::cast)
        .map(event -> event.profile() + " by " + event.by())
        .toList();
  }

  @Test
  void aPrinterChoosesItsDirectoryFirstAndATypeOfItsOwn() throws IOException {
    var rule = new DeviceRules.OfAddress(DeviceProfile.PRINTER, AddressBlock.parse("127.0.0.0/8"));
    try (var server = server(rule);
        var printer = ControlClient.connect(server.address())) {
      server.files().makeDirectory("/scans");

      printer.expect(250, "CWD scans");
      printer.expect(331, "USER " + server.user());
      printer.expect(230, "PASS " + server.password());
      printer.expect(200, "TYPE BINARY");
      assertThat(printer.upload("STOR page.pdf", new byte[] {'\n', '\r'}).code()).isEqualTo(226);

      assertThat(server.files().content("/scans/page.pdf"))
          .hasValueSatisfying(content -> assertThat(content).containsExactly('\n', '\r'));
      assertThat(applied(server)).containsExactly("printer by " + ChosenBy.ADDRESS);
    }
  }

  @Test
  void aNameAndClntAreReasonsToo() throws IOException {
    try (var server = server(new DeviceRules.OfUser(DeviceProfile.MAINFRAME, "anna"));
        var client = ControlClient.connect(server.address())) {
      client.expect(200, "CLNT Lexmark X464");
      client.login(server.user(), server.password());
      client.expect(200, "SITE RECFM=FB");

      assertThat(applied(server))
          .containsExactly("printer by " + ChosenBy.CLIENT_NAME, "mainframe by " + ChosenBy.USER);
    }
  }

  /// A data logger asks whether its record is there, then appends to it (no profile needed).
  @Test
  void aDataLoggerFindsItsRecord() throws IOException {
    try (var server = server();
        var logger =
            ControlClient.connect(server.address()).login(server.user(), server.password())) {
      server.files().put("/log.csv", "time;value\r\n");

      assertThat(text(logger.download("NLST log.csv"))).isEqualTo("log.csv\r\n");
      assertThat(text(logger.download("NLST *.csv"))).isEqualTo("log.csv\r\n");
      assertThat(text(logger.download("LIST *.csv"))).endsWith(" log.csv\r\n");
      assertThat(text(logger.download("LIST -aL"))).contains(" log.csv\r\n");
      assertThat(applied(server)).isEmpty();
    }
  }

  private static String text(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }
}
