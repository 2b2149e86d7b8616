package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsVersion;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.KeyLogCallback;
import io.netty.internal.tcnative.Library;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The one class that calls BoringSSL. Addresses are of native memory: whoever passes one has made
/// it here and not freed it, and passes that of a connection in one thread at a time.
final class BoringSsl {
  // SSL_ERROR_* of openssl/ssl.h.
  static final int NOTHING = 0;
  static final int WANTS_TO_READ = 2;
  static final int WANTS_TO_WRITE = 3;
  static final int PEER_HAS_ENDED = 6;

  /// Room for an alert and the answer to a key update, which BoringSSL writes while it reads.
  private static final int OWN_WORDS_OCTETS = 256;

  /// How long sessions of TLS 1.2 are good; BoringSSL bounds those of TLS 1.3 to two days.
  private static final Duration SESSION_TIME = Duration.ofDays(7);

  /// The newest sessions of clients without tickets, for the whole server.
  private static final int KEPT_SESSIONS = 20_480;

  /// The most certificates between a client's own and an authority.
  private static final int CHAIN_DEPTH = 10;

  private static final AtomicInteger LIVE = new AtomicInteger();

  private BoringSsl() {}

  static void initialize() {
    try {
      Library.initialize("provided", null); // It is loaded already.
    } catch (Exception e) {
      throw new UnsatisfiedLinkError(String.valueOf(e.getMessage()));
    }
  }

  /// How many connections have native memory.
  static int live() {
    return LIVE.get();
  }

  static long newContext(ServerOffer offer, @Nullable CertificateVerifier verifier)
      throws SSLException {
    try {
      long context =
          SSLContext.make(SSL.SSL_PROTOCOL_TLSV1_2 | SSL.SSL_PROTOCOL_TLSV1_3, SSL.SSL_MODE_SERVER);
      SSLContext.setOptions(
          context, SSL.SSL_OP_CIPHER_SERVER_PREFERENCE | SSL.SSL_OP_NO_COMPRESSION);
      SSLContext.setOptions(
          context, offer.versions().contains(TlsVersion.TLS_1_2) ? 0 : SSL.SSL_OP_NO_TLSv1_2);
      SSLContext.setOptions(
          context, offer.versions().contains(TlsVersion.TLS_1_3) ? 0 : SSL.SSL_OP_NO_TLSv1_3);
      SSLContext.setCipherSuite(context, Suites.forTls12(offer.suites()), false);
      SSLContext.setCipherSuite(context, Suites.forTls13(offer.suites()), true);
      SSLContext.setAlpnProtos(
          context, new String[] {offer.protocol()}, SSL.SSL_SELECTOR_FAILURE_NO_ADVERTISE);
      SSLContext.setSessionCacheMode(context, SSL.SSL_SESS_CACHE_SERVER);
      SSLContext.setSessionCacheSize(context, KEPT_SESSIONS);
      SSLContext.setSessionCacheTimeout(context, SESSION_TIME.toSeconds());
      SSLContext.setUseTasks(context, false);
      if (verifier != null) {
        askForCertificates(context, offer, verifier);
      }
      return context;
    } catch (Exception e) {
      throw failure("BoringSSL takes no such setting", e);
    }
  }

  private static void askForCertificates(
      long context, ServerOffer offer, CertificateVerifier verifier) throws Exception {
    SSLContext.setVerify(
        context,
        offer.asking() == Asking.EVERYBODY ? SSL.SSL_CVERIFY_REQUIRED : SSL.SSL_CVERIFY_OPTIONAL,
        CHAIN_DEPTH);
    SSLContext.setCertVerifyCallback(context, verifier);
    long authorities = textOf(List.of(offer.trust().getAcceptedIssuers()));
    try {
      SSLContext.setCACertificateBio(context, authorities);
    } finally {
      SSL.freeBIO(authorities);
    }
  }

  /// Tells of the secrets of all handshakes, in the words of NSS's key log, while they are made.
  static void watchSecrets(long context, KeyLogCallback watcher) {
    SSLContext.setKeyLogCallback(context, watcher);
  }

  static void freeContext(long context) {
    SSLContext.free(context);
  }

  /// A key and its chain as BoringSSL has them.
  record NativeKey(long chain, long key) {}

  static NativeKey newKey(KeyMaterial material) throws SSLException {
    long key = 0;
    try {
      key = parsedKey(material.key().getEncoded());
      long text = textOf(material.chain());
      try {
        return new NativeKey(SSL.parseX509Chain(text), key);
      } finally {
        SSL.freeBIO(text);
      }
    } catch (Exception e) {
      if (key != 0) {
        SSL.freePrivateKey(key);
      }
      throw failure("the certificate or its key is of no use for TLS", e);
    }
  }

  private static long parsedKey(byte @Nullable [] encoded) throws Exception {
    if (encoded == null) {
      throw new SSLException("the key cannot be handed over");
    }
    byte[] pem = pem("PRIVATE KEY", encoded);
    long text = text(pem);
    try {
      return SSL.parsePrivateKey(text, null);
    } finally {
      SSL.freeBIO(text);
      Arrays.fill(pem, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  static void freeKey(NativeKey key) {
    SSL.freePrivateKey(key.key());
    SSL.freeX509Chain(key.chain());
  }

  private static long textOf(List<X509Certificate> certificates) throws Exception {
    long text = SSL.newMemBIO();
    try {
      for (X509Certificate one : certificates) {
        write(text, pem("CERTIFICATE", one.getEncoded()));
      }
      return text;
    } catch (CertificateEncodingException | RuntimeException e) {
      SSL.freeBIO(text);
      throw e;
    }
  }

  private static long text(byte[] octets) throws Exception {
    long text = SSL.newMemBIO();
    write(text, octets);
    return text;
  }

  private static void write(long text, byte[] octets) {
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(octets).flip();
    SSL.bioWrite(text, address(direct), octets.length);
    MemorySegment.ofBuffer(direct.clear()).fill((byte) 0);
  }

  private static byte[] pem(String label, byte[] der) {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), label);
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /// A connection of a server, whose octets come from, or go to, one buffer at a time. Only within
  /// the same session-id context are sessions resumed. One call at a time for each context.
  static long newConnection(long context, byte[] sessionIdContext) {
    SSLContext.setSessionIdContext(context, sessionIdContext);
    long ssl = SSL.newSSL(context, true);
    LIVE.incrementAndGet();
    return ssl;
  }

  static long newBuffers(long ssl) {
    return SSL.bioNewByteBuffer(ssl, OWN_WORDS_OCTETS);
  }

  static void free(long ssl) {
    SSL.freeSSL(ssl);
    LIVE.decrementAndGet();
  }

  static void setKey(long ssl, NativeKey key) throws SSLException {
    try {
      SSL.setKeyMaterial(ssl, key.chain(), key.key());
    } catch (Exception e) {
      throw failure("the certificate or its key is of no use for TLS", e);
    }
  }

  static void readFrom(long bio, ByteBuffer direct) {
    SSL.bioSetByteBuffer(bio, address(direct), direct.remaining(), false);
  }

  /// What is written goes there; first of all what BoringSSL has wanted to say while it read.
  static void writeTo(long bio, ByteBuffer direct) {
    SSL.bioSetByteBuffer(bio, address(direct), direct.remaining(), true);
    SSL.bioFlushByteBuffer(bio);
  }

  /// How many octets are left to be read, or have room to be written.
  static int left(long bio) {
    return SSL.bioLengthByteBuffer(bio);
  }

  static void leave(long bio) {
    SSL.bioClearByteBuffer(bio);
  }

  /// Whether BoringSSL has said something while it read.
  static boolean hasWords(long bio) {
    return SSL.bioLengthNonApplication(bio) > 0;
  }

  /// 1 when the handshake is done.
  static int handshake(long ssl) {
    return SSL.doHandshake(ssl);
  }

  static int decrypt(long ssl, ByteBuffer into) {
    return SSL.readFromSSL(ssl, address(into), into.remaining());
  }

  /// Encrypts all that remains, or fails; without any, writes tickets that wait.
  static int encrypt(long ssl, ByteBuffer from, int octets) {
    return SSL.writeToSSL(ssl, address(from), octets);
  }

  static void sayEnd(long ssl) {
    SSL.shutdownSSL(ssl);
    SSL.clearError();
  }

  /// Why the last call for this connection gave no result.
  static int reason(long ssl, int result) {
    return SSL.getError(ssl, result);
  }

  /// What has failed in this thread; forgotten with this call.
  static String takeError() {
    String error = SSL.getLastError();
    SSL.clearError();
    return error == null ? "an unknown failure" : error;
  }

  static boolean isResumed(long ssl) {
    return SSL.isSessionReused(ssl);
  }

  static String protocol(long ssl) {
    return SSL.getVersion(ssl);
  }

  static String suite(long ssl) {
    return Suites.iana(SSL.getCipherForSSL(ssl));
  }

  /// The peer's own certificate and those behind it; none if it has shown none.
  static byte[][] peerChain(long ssl) {
    byte[] own = SSL.getPeerCertificate(ssl);
    byte[][] others = SSL.getPeerCertChain(ssl);
    return Stream.concat(
            Stream.ofNullable(own), others == null ? Stream.of() : Arrays.stream(others))
        .toArray(byte[][]::new);
  }

  private static long address(ByteBuffer direct) {
    return MemorySegment.ofBuffer(direct).address();
  }

  private static SSLException failure(String sentence, Exception cause) {
    SSL.clearError();
    return new SSLException(sentence + " (" + cause.getMessage() + ")", cause);
  }
}
