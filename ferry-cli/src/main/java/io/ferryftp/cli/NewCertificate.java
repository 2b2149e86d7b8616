package io.ferryftp.cli;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes self-signed certificates. Bouncy Castle is used here alone, so that a start that finds its
/// certificate does not load it.
final class NewCertificate {
  private static final int SERIAL_BITS = 127;

  // A client's clock may be behind.
  private static final Duration EARLIER = Duration.ofDays(1);

  private NewCertificate() {}

  /// A new ECDSA key on P-256 and its certificate, for servers only.
  ///
  /// @param names of hosts and addresses, at least one
  static KeyMaterial make(List<String> names, Instant now, Duration valid) throws IOException {
    try {
      var random = new SecureRandom();
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      // One subject for all: clients look at the names below, and people at the fingerprint.
      var subject = new X500Name("CN=Ferry");
      var builder =
          new JcaX509v3CertificateBuilder(
              subject,
              new BigInteger(SERIAL_BITS, random).setBit(0),
              Date.from(now.minus(EARLIER)),
              Date.from(now.plus(valid)),
              subject,
              pair.getPublic());
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
          .addExtension(
              Extension.extendedKeyUsage,
              false,
              new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(
                  names.stream().map(NewCertificate::name).toArray(GeneralName[]::new)));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      X509Certificate certificate =
          new JcaX509CertificateConverter().getCertificate(builder.build(signer));
      return new KeyMaterial(pair.getPrivate(), List.of(certificate));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no certificate could be made", e);
    }
  }

  private static GeneralName name(String text) {
    boolean address = text.indexOf(':') >= 0 || text.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, text);
  }
}
