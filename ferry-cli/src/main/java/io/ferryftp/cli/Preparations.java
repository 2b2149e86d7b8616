package io.ferryftp.cli;

import io.ferryftp.server.storage.LocalStorage;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertificateFactory;

/// What every server loads at its start, loaded by other threads while the first one reads the
/// command line. It has no effect but time: what fails here fails again, and is told, where it is
/// needed.
final class Preparations {
  private Preparations() {}

  /// Begins, and waits for nothing.
  static void begin() {
    begin("storage", LocalStorage::prepare);
    begin("log", () -> System.getLogger(Preparations.class.getName()));
    begin("keys", Preparations::keys);
  }

  private static void begin(String name, Runnable work) {
    Thread.ofPlatform().daemon().name("prepare-" + name).start(work);
  }

  private static void keys() {
    try {
      CertificateFactory.getInstance("X.509");
      KeyFactory.getInstance("EC");
      Signature.getInstance("SHA256withECDSA");
    } catch (GeneralSecurityException e) {
      System.getLogger(Preparations.class.getName())
          .log(System.Logger.Level.DEBUG, "loaded when it is needed", e);
    }
  }
}
