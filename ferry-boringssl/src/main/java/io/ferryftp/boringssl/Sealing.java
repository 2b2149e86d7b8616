package io.ferryftp.boringssl;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLException;

/// Record protection of TLS 1.3 in one direction (RFC 8446 §5.2 and §7): what a server writes.
///
/// BoringSSL makes tickets in handshakes only, and there are clients that use a ticket once, keep
/// the newest only, and do not wait for the one of an upload (curl does all three). So the server
/// says its tickets on the control connection again, which takes its own hand on what is written
/// there. What BoringSSL has sealed before is opened here once, to know what the tickets were.
final class Sealing {
  static final int ALERT = 21;
  static final int HANDSHAKE = 22;
  static final int DATA = 23;

  private static final int HEADER = 5;
  private static final int TAG = 16;
  private static final int NONCE = 12;

  /// The most plain text of a record.
  private static final int MOST = 16 << 10;

  private final boolean chacha;
  private final int keyOctets;
  private byte[] secret;
  private byte[] key;
  private byte[] iv;
  private long sequence;

  /// @param suite of TLS 1.3, by its IANA name
  /// @param secret the server's application traffic secret
  Sealing(String suite, byte[] secret) throws SSLException {
    this.chacha = suite.contains("CHACHA20");
    this.keyOctets = suite.contains("AES_128") ? 16 : 32;
    this.secret = secret;
    this.key = expand("key", keyOctets);
    this.iv = expand("iv", NONCE);
  }

  /// HKDF-Expand-Label with an empty context.
  private byte[] expand(String label, int octets) throws SSLException {
    byte[] name = ("tls13 " + label).getBytes(StandardCharsets.US_ASCII);
    ByteBuffer info = ByteBuffer.allocate(4 + name.length);
    info.putShort((short) octets).put((byte) name.length).put(name).put((byte) 0);
    try {
      return KDF.getInstance(secret.length == 48 ? "HKDF-SHA384" : "HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.expandOnly(
                  new SecretKeySpec(secret, "Generic"), info.array(), octets));
    } catch (GeneralSecurityException e) {
      throw new SSLException("this JVM has no HKDF", e);
    }
  }

  /// The next generation of keys (RFC 8446 §7.2), behind a message that says so.
  void renewKeys() throws SSLException {
    secret = expand("traffic upd", secret.length);
    key = expand("key", keyOctets);
    iv = expand("iv", NONCE);
    sequence = 0;
  }

  /// The next record, of this content; more than fits is left.
  byte[] seal(int type, ByteBuffer content) throws SSLException {
    int count = Math.min(content.remaining(), MOST);
    byte[] inner = new byte[count + 1];
    content.get(inner, 0, count);
    inner[count] = (byte) type;
    ByteBuffer record = ByteBuffer.allocate(HEADER + inner.length + TAG);
    record.put((byte) DATA).putShort((short) 0x0303).putShort((short) (inner.length + TAG));
    apply(Cipher.ENCRYPT_MODE, record.array(), ByteBuffer.wrap(inner), record);
    return record.array();
  }

  /// What the next record says that was sealed with these keys, without its type.
  byte[] open(ByteBuffer record) throws SSLException {
    byte[] header = new byte[HEADER];
    record.get(header);
    ByteBuffer inner = ByteBuffer.allocate(record.remaining());
    apply(Cipher.DECRYPT_MODE, header, record, inner);
    byte[] plain = inner.array();
    int end = inner.position();
    while (end > 0 && plain[end - 1] == 0) {
      end--;
    }
    return Arrays.copyOf(plain, Math.max(end - 1, 0));
  }

  private void apply(int mode, byte[] header, ByteBuffer from, ByteBuffer into)
      throws SSLException {
    byte[] nonce = iv.clone();
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE - 1 - i] ^= (byte) (sequence >>> (Byte.SIZE * i));
    }
    sequence++;
    AlgorithmParameterSpec parameters =
        chacha ? new IvParameterSpec(nonce) : new GCMParameterSpec(Byte.SIZE * TAG, nonce);
    try {
      Cipher cipher = Cipher.getInstance(chacha ? "ChaCha20-Poly1305" : "AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, chacha ? "ChaCha20" : "AES"), parameters);
      cipher.updateAAD(header, 0, HEADER);
      cipher.doFinal(from, into);
    } catch (GeneralSecurityException e) {
      throw new SSLException("a record cannot be protected", e);
    }
  }
}
