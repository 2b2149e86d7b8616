package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.util.List;

/// Ferry's own client on an [FtpsErrand].
final class FerryErrands {
  private static final String HOST = "127.0.0.1";

  private FerryErrands() {}

  /// Goes through these steps in one session.
  static void run(FtpsErrand errand, List<FtpsErrand.Step> steps) throws IOException {
    Login login = Login.of(Launch.USER, Secret.of(Launch.PASSWORD));
    try (FtpClient client = FtpClient.open(config(errand), login)) {
      for (FtpsErrand.Step step : steps) {
        switch (step) {
          case FtpsErrand.Step.Listing listing ->
              assertThat(client.list(listing.directory())).hasSize(1);
          case FtpsErrand.Step.Fetching fetching ->
              client.retrieve(fetching.remote(), fetching.local(), Resume.NO);
          case FtpsErrand.Step.Storing storing ->
              client.store(storing.local(), storing.remote(), Resume.NO);
        }
      }
      client.quit();
    }
  }

  private static ClientConfig config(FtpsErrand errand) {
    var memory = new SharedMemory();
    memory.remember(HOST, errand.port(), HostNotes.NONE.withHighestTls(errand.version()));
    var trust =
        new ServerTrust.Vouched(
            List.of(TestCertificates.authority()),
            KnownCertificates.NONE,
            UnknownCertificate.REFUSED);
    return ClientConfig.builder(HOST)
        .port(errand.port())
        .memory(memory)
        .tls(ClientTls.DEFAULT.withMode(TlsMode.EXPLICIT).withTrust(trust))
        .build();
  }
}
