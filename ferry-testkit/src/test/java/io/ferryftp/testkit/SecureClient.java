package io.ferryftp.testkit;

import io.ferryftp.protocol.net.PlainWire;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

/// A client of FTPS that fetches files, and is itself what the examples test.
///
/// @param context whom it believes
record SecureClient(TestFtpServer server, SSLContext context) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// What a file holds.
  String fetch(String path) throws IOException {
    try (Wire clear = connect(server.port())) {
      ask(clear, "");
      ask(clear, "AUTH TLS\r\n");
      Wire control = protect(TlsWire.forControl(clear, engine()));
      ask(control, "USER " + server.user() + "\r\n");
      ask(control, "PASS " + server.password() + "\r\n");
      ask(control, "TYPE I\r\n");
      ask(control, "PBSZ 0\r\n");
      ask(control, "PROT P\r\n");
      String port = ask(control, "EPSV\r\n").replaceAll(".*\\|(\\d+)\\|.*", "$1");
      try (Wire bare = connect(Integer.parseInt(port))) {
        ask(control, "RETR " + path + "\r\n");
        return readAll(protect(TlsWire.forData(bare, engine())));
      }
    }
  }

  private static Wire connect(int port) throws IOException {
    return new PlainWire(
        SocketChannel.open(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)));
  }

  private SSLEngine engine() {
    SSLEngine engine = context.createSSLEngine(server.host(), server.port());
    engine.setUseClientMode(true);
    return engine;
  }

  private static Wire protect(TlsWire wire) throws IOException {
    wire.handshake(PATIENCE);
    return wire;
  }

  /// Says something; gives the line that comes back.
  private static String ask(Wire control, String line) throws IOException {
    control.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    var reply = new StringBuilder();
    var octet = ByteBuffer.allocate(1);
    while (reply.isEmpty() || octet.get(0) != '\n') {
      if (control.read(octet.clear(), PATIENCE) < 0) {
        throw new EOFException("no reply");
      }
      reply.append((char) octet.get(0));
    }
    return reply.toString().strip();
  }

  private static String readAll(Wire data) throws IOException {
    var all = new ByteArrayOutputStream();
    var piece = ByteBuffer.allocate(1 << 10);
    while (data.read(piece.clear(), PATIENCE) >= 0) {
      all.write(piece.array(), 0, piece.position());
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}
