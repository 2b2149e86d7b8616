/// The language FTP: commands, replies, addresses, names, facts, listings, transforms and the
/// sockets they travel on. Both ends of a connection, and every tool, use these same codecs.
module io.ferryftp.protocol {
  requires static org.jspecify;

  exports io.ferryftp.protocol.address;
  exports io.ferryftp.protocol.command;
  exports io.ferryftp.protocol.data;
  exports io.ferryftp.protocol.file;
  exports io.ferryftp.protocol.listing;
  exports io.ferryftp.protocol.net;
  exports io.ferryftp.protocol.reply;
  exports io.ferryftp.protocol.text;
  exports io.ferryftp.protocol.tls;
}
