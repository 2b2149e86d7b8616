/// The engine: sessions, transfers, and defaults that need nothing but the JDK.
module io.ferryftp.server {
  requires transitive io.ferryftp.spi;
  requires java.naming;
  requires static org.jspecify;

  uses io.ferryftp.protocol.tls.TlsEngines;

  exports io.ferryftp.server;
  exports io.ferryftp.server.account;
  exports io.ferryftp.server.config;
  exports io.ferryftp.server.storage;
  exports io.ferryftp.server.tls;
}
