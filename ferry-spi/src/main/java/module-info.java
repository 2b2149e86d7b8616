/// What plug-in authors implement: storage, accounts, listeners to events. Nothing here knows a
/// reply code or a socket.
module io.ferryftp.spi {
  requires transitive io.ferryftp.protocol;
  requires static org.jspecify;

  exports io.ferryftp.account;
  exports io.ferryftp.event;
  exports io.ferryftp.storage;
}
