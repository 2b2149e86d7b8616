package io.ferryftp.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A client made of bare sockets. Each wait ends after a few seconds.
final class PlainClient implements AutoCloseable {
  private static final int PATIENCE_MS = 8000;

  private final Socket socket;

  PlainClient(InetSocketAddress server) throws IOException {
    socket = connect(server, PATIENCE_MS);
  }

  static Socket connect(InetSocketAddress server, int limit) throws IOException {
    var socket = new Socket();
    socket.setSoTimeout(PATIENCE_MS);
    socket.connect(server, limit);
    return socket;
  }

  Socket socket() {
    return socket;
  }

  void send(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// The next line, without its end; `""` at the end of the connection.
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int octet;
    while ((octet = socket.getInputStream().read()) >= 0 && octet != '\n') {
      line.write(octet);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  String ask(String command) throws IOException {
    send(command + "\r\n");
    return line();
  }

  /// The port at the end of a 229.
  InetSocketAddress extendedPassive() throws IOException {
    String reply = ask("EPSV");
    int port = Integer.parseInt(reply.replaceFirst(".*\\|\\|\\|(\\d+)\\|.*", "$1"));
    return new InetSocketAddress(socket.getInetAddress(), port);
  }

  /// A listener that the server knows of.
  ServerSocket active() throws IOException {
    var listener = new ServerSocket(0, 5, socket.getLocalAddress());
    listener.setSoTimeout(PATIENCE_MS);
    int port = listener.getLocalPort();
    ask("PORT 127,0,0,1," + (port >> 8) + "," + (port & 0xFF));
    return listener;
  }

  /// What comes over a passive data connection behind a command.
  Socket download(String command) throws IOException {
    InetSocketAddress address = extendedPassive();
    Socket data = connect(address, PATIENCE_MS);
    ask(command);
    return data;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
