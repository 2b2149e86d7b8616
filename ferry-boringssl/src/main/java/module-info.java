/// TLS by BoringSSL, where its library is: a second engine for servers, found by ServiceLoader.
module io.ferryftp.boringssl {
  requires io.ferryftp.protocol;
  requires io.netty.tcnative.classes.openssl;
  requires static org.jspecify;

  provides io.ferryftp.protocol.tls.TlsEngines with
      io.ferryftp.boringssl.BoringEngines;
}
