package io.ferryftp.cli;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.tls.TlsFacts;

/// TLS in words, for logs that people read.
final class TlsWords {
  private TlsWords() {}

  /// What two ends agreed on, and how.
  static String of(TlsFacts tls) {
    return "%s %s, %s"
        .formatted(
            tls.protocol(),
            tls.cipherSuite(),
            switch (tls.handshake()) {
              case FULL -> "full handshake";
              case RESUMED -> "session resumed";
            });
  }

  /// A control connection that is protected now.
  static String of(ServerEvent.ControlProtected event) {
    return "protected: "
        + of(event.tls())
        + event.serverName().map(name -> ", for " + name).orElse("")
        + event.clientCertificate().map(name -> ", client certificate of " + name).orElse("");
  }

  /// TLS that did not come about.
  ///
  /// @param from whom it was, with a blank in front
  static String of(ServerEvent.HandshakeFailed event, String from) {
    return "! TLS failed on the %s connection%s: %s"
        .formatted(event.transfer().isPresent() ? "data" : "control", from, event.why());
  }
}
