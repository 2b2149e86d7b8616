package io.ferryftp.protocol.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/// Whether two keys are the halves of one pair: what the one signs, the other verifies.
final class KeyPairs {
  private static final int OCTETS = 32;

  private KeyPairs() {}

  static boolean belong(PrivateKey key, PublicKey other) {
    if (!key.getAlgorithm().equals(other.getAlgorithm())) {
      return false;
    }
    byte[] message = new byte[OCTETS];
    new SecureRandom().nextBytes(message);
    try {
      Signature signer = signature(key.getAlgorithm());
      signer.initSign(key);
      signer.update(message);
      byte[] signed = signer.sign();
      Signature verifier = signature(key.getAlgorithm());
      verifier.initVerify(other);
      verifier.update(message);
      return verifier.verify(signed);
    } catch (SignatureException _) {
      return false; // A signature of another length or curve is not this key's.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM cannot sign with " + key.getAlgorithm(), e);
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    return switch (algorithm) {
      case "RSA" -> Signature.getInstance("SHA256withRSA");
      case "EC" -> Signature.getInstance("SHA256withECDSA");
      case "RSASSA-PSS" -> {
        Signature pss = Signature.getInstance(algorithm);
        pss.setParameter(
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, OCTETS, 1));
        yield pss;
      }
      default -> Signature.getInstance(algorithm);
    };
  }
}
