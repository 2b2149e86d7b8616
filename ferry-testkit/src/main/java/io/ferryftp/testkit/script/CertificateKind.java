package io.ferryftp.testkit.script;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.testkit.TestCertificates;
import java.util.EnumMap;
import java.util.Map;

/// Which certificate a scripted server shows: one of [TestCertificates] for this machine, or a bad
/// one. Each kind is one certificate for the life of the JVM.
public enum CertificateKind {
  GOOD("good"),
  /// As good, with another key.
  OTHER("other"),
  EXPIRED("expired"),
  FUTURE("of tomorrow"),
  SELF_SIGNED("self-signed"),
  WRONG_HOST("for another host"),
  RSA("with RSA");

  private static final Map<CertificateKind, KeyMaterial> MADE =
      new EnumMap<>(CertificateKind.class);

  private final String words;

  CertificateKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /// The certificate and its key.
  public KeyMaterial material() {
    synchronized (MADE) {
      return MADE.computeIfAbsent(this, CertificateKind::make);
    }
  }

  private KeyMaterial make() {
    return switch (this) {
      case GOOD, OTHER -> TestCertificates.server();
      case EXPIRED -> TestCertificates.expiredServer();
      case FUTURE -> TestCertificates.futureServer();
      case SELF_SIGNED -> TestCertificates.selfSignedServer();
      case WRONG_HOST -> TestCertificates.wrongHost();
      case RSA -> TestCertificates.rsaServer();
    };
  }

  static CertificateKind parse(String words) {
    for (CertificateKind kind : values()) {
      if (kind.words.equals(words)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no certificate \"" + words + "\"");
  }
}
