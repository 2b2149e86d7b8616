/// A test kit for FTP: a server for tests in one annotation, peers that play scripts, and the
/// contract test for authors of storage.
module io.ferryftp.testkit {
  requires transitive io.ferryftp.server;
  requires transitive org.junit.jupiter.api;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  exports io.ferryftp.testkit;
  exports io.ferryftp.testkit.contract;
  exports io.ferryftp.testkit.script;
}
