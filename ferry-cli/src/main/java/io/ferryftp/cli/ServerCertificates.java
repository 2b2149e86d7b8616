package io.ferryftp.cli;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.server.config.CertificateSource;
import io.ferryftp.server.config.TlsProof;
import io.ferryftp.server.tls.CertificateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The certificates that a server shows, and what people are told of them at its start.
///
/// @param shown the standard one first
record ServerCertificates(CertificateSource source, List<ShownCertificate> shown) {
  /// Reads those that were named; without any, takes or makes one of our own.
  ///
  /// @param data the directory of Ferry's state, which is locked
  /// @param proof whether what is in the files is known to work
  /// @param news hears one sentence when files that were named have changed
  static ServerCertificates open(
      TlsPlan plan, Path data, Instant now, TlsProof proof, Consumer<String> news)
      throws MistakeException {
    if (plan.certificates().isEmpty()) {
      var own = new SelfSigned(data);
      KeyMaterial kept = own.keep(plan.names(), now, proof);
      return new ServerCertificates(
          CertificateSource.of(kept),
          List.of(
              new ShownCertificate(
                  kept.certificate(), own.publicFile(), ShownCertificate.Origin.SELF_SIGNED)));
    }
    var shown = new ArrayList<ShownCertificate>();
    var places = new ArrayList<CertificateFiles.Place>();
    for (CertificateFile file : plan.certificates()) {
      shown.add(
          new ShownCertificate(
              file.read().certificate(), file.certificates(), ShownCertificate.Origin.GIVEN));
      places.add(new CertificateFiles.Place(file.certificates(), file.key(), file.password()));
    }
    try {
      return new ServerCertificates(new CertificateFiles(places, news), List.copyOf(shown));
    } catch (IOException e) {
      throw new MistakeException("--cert: " + e.getMessage(), e);
    }
  }

  /// What to know about them, a sentence each.
  List<String> warnings(Instant now) {
    return shown.stream().flatMap(one -> one.warning(now).stream()).toList();
  }
}
