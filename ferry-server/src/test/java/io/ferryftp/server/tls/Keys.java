package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Keys and certificates for tests.
public final class Keys {
  private static final AtomicLong SERIAL = new AtomicLong();
  private static final Duration LIFE = Duration.ofDays(1);

  private Keys() {}

  /// An elliptic key with a certificate of its own for this name.
  public static KeyMaterial ec(String name) {
    KeyPair pair = pair("EC", 256);
    return new KeyMaterial(
        pair.getPrivate(), List.of(certificate(name, pair, name, pair.getPrivate(), LIFE)));
  }

  static KeyMaterial rsa(String name) {
    KeyPair pair = pair("RSA", 2048);
    return new KeyMaterial(
        pair.getPrivate(), List.of(certificate(name, pair, name, pair.getPrivate(), LIFE)));
  }

  /// A certificate by an authority, which is itself one that [#ec] has made.
  static KeyMaterial issued(String name, KeyMaterial authority) {
    return issued(name, authority, "EC", 256, LIFE);
  }

  static KeyMaterial issued(
      String name, KeyMaterial authority, String algorithm, int bits, Duration life) {
    KeyPair pair = pair(algorithm, bits);
    String issuer = authority.certificate().getSubjectX500Principal().getName().substring(3);
    var own = certificate(name, pair, issuer, authority.key(), life);
    return new KeyMaterial(pair.getPrivate(), List.of(own, authority.certificate()));
  }

  private static KeyPair pair(String algorithm, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static X509Certificate certificate(
      String name, KeyPair pair, String issuer, PrivateKey signer, Duration life) {
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Principal("CN=" + issuer),
            BigInteger.valueOf(SERIAL.incrementAndGet()),
            Date.from(now.minus(Duration.ofDays(2))),
            Date.from(now.plus(life)),
            new X500Principal("CN=" + name),
            pair.getPublic());
    try {
      boolean own = name.equals(issuer);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(own));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
      String signature = signer.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(signer)));
    } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
