package io.ferryftp.tests.client;

import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.HostMemory;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.SharedMemory;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.testkit.script.CertificateKind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a row says of the client's TLS: in clear, unless it says otherwise; and the test kit's
/// authority is trusted.
final class RowTls {
  private RowTls() {}

  /// How the client speaks TLS.
  static ClientTls of(ClientRow row) {
    TlsMode mode =
        setting(row, "tls")
            .map(word -> TlsMode.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(TlsMode.OFF);
    Optional<Fingerprint> known =
        setting(row, "known")
            .map(word -> word.toUpperCase(Locale.ROOT).replace('-', '_'))
            .map(word -> CertificateKind.valueOf(word).material().certificate())
            .map(Fingerprint::of);
    var trust =
        new ServerTrust.Vouched(
            List.of(TestCertificates.authority()), new OneKnown(known), UnknownCertificate.REFUSED);
    return ClientTls.DEFAULT.withMode(mode).withTrust(trust);
  }

  /// What the client remembers of the server.
  static HostMemory memory(ClientRow row, int port) {
    var memory = new SharedMemory();
    if (setting(row, "once").isPresent()) {
      memory.remember("127.0.0.1", port, HostNotes.NONE.withTlsSeen());
    }
    return memory;
  }

  private static Optional<String> setting(ClientRow row, String name) {
    return row.settings().stream()
        .filter(setting -> setting.startsWith(name + " "))
        .map(setting -> setting.substring(name.length() + 1))
        .findFirst();
  }

  /// A store with the certificate of one server, or none.
  private record OneKnown(Optional<Fingerprint> certificate) implements KnownCertificates {
    @Override
    public Optional<Fingerprint> find(String host, int port) {
      return certificate;
    }

    @Override
    public void remember(String host, int port, Fingerprint other) {
      throw new IllegalStateException("nobody was asked");
    }
  }
}
