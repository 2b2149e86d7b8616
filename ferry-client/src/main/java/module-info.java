/// The other end: a client library for FTP, synchronous and interruptible.
module io.ferryftp.client {
  requires transitive io.ferryftp.protocol;
  requires static org.jspecify;

  exports io.ferryftp.client;
  exports io.ferryftp.client.config;
  exports io.ferryftp.client.error;
  exports io.ferryftp.client.event;
}
