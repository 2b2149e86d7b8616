package io.ferryftp.testkit;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Somebody who signs certificates (RFC 5280).
///
/// @param keys with which they are signed
/// @param certificate of these keys
record Issuer(KeyPair keys, X509Certificate certificate) {
  private static final int SERIAL_BITS = 120;
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration LIFE = Duration.ofDays(30);

  /// What kind of key a certificate speaks for.
  enum KeyKind {
    EC("EC", 256),
    RSA("RSA", 2048);

    private final String algorithm;
    private final int bits;

    KeyKind(String algorithm, int bits) {
      this.algorithm = algorithm;
      this.bits = bits;
    }
  }

  /// What a certificate is for.
  enum Purpose {
    AUTHORITY,
    SERVER,
    CLIENT
  }

  /// What is to be in a certificate.
  ///
  /// @param name the common name of its subject
  /// @param hosts the names and addresses that it speaks for
  record Order(
      String name, List<String> hosts, Purpose purpose, KeyKind kind, Instant from, Instant until) {
    static Order server(List<String> hosts) {
      return of(hosts.getFirst(), hosts, Purpose.SERVER);
    }

    static Order client(String name) {
      return of(name, List.of(), Purpose.CLIENT);
    }

    private static Order of(String name, List<String> hosts, Purpose purpose) {
      Instant now = Instant.now();
      return new Order(name, hosts, purpose, KeyKind.EC, now.minus(BEFORE), now.plus(LIFE));
    }

    Order withKey(KeyKind other) {
      return new Order(name, hosts, purpose, other, from, until);
    }

    Order valid(Instant first, Instant last) {
      return new Order(name, hosts, purpose, kind, first, last);
    }
  }

  /// An authority with a key of its own.
  static Issuer create(String name) {
    Order order = Order.of(name, List.of(), Purpose.AUTHORITY);
    KeyPair keys = keys(order.kind);
    return new Issuer(keys, sign(order, keys.getPublic(), subject(name), keys));
  }

  /// A certificate that is its own authority.
  static KeyMaterial selfSigned(Order order) {
    KeyPair keys = keys(order.kind);
    X509Certificate own = sign(order, keys.getPublic(), subject(order.name), keys);
    return new KeyMaterial(keys.getPrivate(), List.of(own));
  }

  /// A certificate that this issuer vouches for.
  KeyMaterial issue(Order order) {
    KeyPair fresh = keys(order.kind);
    X509Certificate issued =
        sign(order, fresh.getPublic(), certificate.getSubjectX500Principal(), keys);
    return new KeyMaterial(fresh.getPrivate(), List.of(issued, certificate));
  }

  private static KeyPair keys(KeyKind kind) {
    try {
      var generator = KeyPairGenerator.getInstance(kind.algorithm);
      generator.initialize(kind.bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no " + kind.algorithm, e);
    }
  }

  private static X500Principal subject(String name) {
    return new X500Principal("CN=" + name.replace(",", "\\,"));
  }

  private static X509Certificate sign(
      Order order, PublicKey owner, X500Principal issuer, KeyPair signer) {
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
            Date.from(order.from),
            Date.from(order.until),
            subject(order.name),
            owner);
    try {
      boolean authority = order.purpose == Purpose.AUTHORITY;
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature;
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      if (!authority) {
        KeyPurposeId use =
            order.purpose == Purpose.SERVER
                ? KeyPurposeId.id_kp_serverAuth
                : KeyPurposeId.id_kp_clientAuth;
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
      }
      if (!order.hosts.isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(order.hosts));
      }
      var signature = new JcaContentSignerBuilder("SHA256withECDSA");
      if (signer.getPrivate().getAlgorithm().equals("RSA")) {
        signature = new JcaContentSignerBuilder("SHA256withRSA");
      }
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(signature.build(signer.getPrivate())));
    } catch (OperatorException | GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a certificate for " + order.name + " cannot be made", e);
    }
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(hosts.stream().map(Issuer::name).toArray(GeneralName[]::new));
  }

  private static GeneralName name(String host) {
    boolean address = host.contains(":") || host.matches("[0-9.]+");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }
}
