package io.ferryftp.tests.devices;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.Leniency;
import io.ferryftp.tests.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/devices.md` says what the tables of profiles and leniencies say. What stands below them is
/// written by hand.
class DevicesDocumentTest {
  private static final String BY_HAND = "## How one is chosen\n";

  @Test
  void documentIsInStepWithTheProfiles() throws IOException {
    Path document = Repository.root().resolve("docs/devices.md");
    String current = Files.exists(document) ? Files.readString(document) : BY_HAND;
    int rest = current.indexOf(BY_HAND);
    assertThat(rest).as("the heading of what is written by hand").isNotNegative();
    String expected = tables() + current.substring(rest);
    if (Boolean.getBoolean("ferry.write")) {
      Files.writeString(document, expected);
      return;
    }

    assertThat(current)
        .as(
            "docs/devices.md is not in step with DeviceProfile; write it anew with"
                + " ./check --write DevicesDocumentTest")
        .isEqualTo(expected);
  }

  private static String tables() {
    var out = new StringBuilder();
    out.append("# Devices and other clients that cannot be changed\n\n");
    out.append(
        "A profile says what is forgiven a kind of client beyond what everybody may do. This part"
            + " is made from the tables\n`DeviceProfile` and `Leniency`; a test keeps it in"
            + " step.\n\n");
    out.append("| profile | what is forgiven | known by these words behind CLNT | evidence |\n");
    out.append("|---|---|---|---|\n");
    for (DeviceProfile profile : DeviceProfile.values()) {
      out.append(
          "| %s | %s | %s | %s |%n"
              .formatted(
                  profile.word(),
                  profile.leniencies().stream()
                      .map(DevicesDocumentTest::word)
                      .collect(Collectors.joining(", ")),
                  String.join(", ", profile.clientNames()),
                  profile.evidence()));
    }
    out.append("\n| leniency | what it means | who can give it |\n|---|---|---|\n");
    for (Leniency leniency : Leniency.values()) {
      out.append(
          "| %s | %s | %s |%n"
              .formatted(
                  word(leniency),
                  leniency.meaning(),
                  leniency.isHarmless()
                      ? "the operator, or CLNT"
                      : "the operator: it costs safety"));
    }
    return out.append('\n').toString();
  }

  private static String word(Leniency leniency) {
    return leniency.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
