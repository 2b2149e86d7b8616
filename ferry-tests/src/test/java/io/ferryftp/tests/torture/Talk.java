package io.ferryftp.tests.torture;

import io.ferryftp.testkit.TestCertificates;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One client: its control connection, and its data connections. Every wait has an end, and what
/// the server does is told, not judged.
final class Talk implements AutoCloseable {
  /// What fits into the buffers of any connection of this machine.
  private static final int SMALL = 16 << 10;

  private static final int TELNET = 0xFF;
  private static final int ALERT = 0x15;

  private final InetSocketAddress server;
  private final Duration patience;
  private final Socket control = new Socket();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final SSLContext sessions = TestCertificates.clientContext();
  private final Deque<Heard> news = new ArrayDeque<>();
  private Optional<SSLSocket> secured = Optional.empty();
  private InputStream in;

  /// Whether a handshake has failed, behind which only the end can be heard.
  private boolean failed;

  Talk(InetSocketAddress server, Duration patience) throws IOException {
    this.server = server;
    this.patience = patience;
    control.setTcpNoDelay(true);
    control.setSoTimeout(millis());
    control.connect(server, millis());
    in = new BufferedInputStream(control.getInputStream());
  }

  InetSocketAddress server() {
    return server;
  }

  /// The connection itself, below TLS if that has begun.
  Socket control() {
    return control;
  }

  /// The sessions of TLS that this client has.
  SSLContext sessions() {
    return sessions;
  }

  /// Begins TLS; what comes of it is heard next, or what the server said instead of waiting for it.
  ///
  /// @param offer see [Handshake]
  void protect(String offer) throws IOException {
    if (in.available() > 0) {
      return;
    }
    Handshake handshake = Handshake.over(control, sessions, server, offer);
    tell(handshake.news());
    secured = handshake.socket();
    failed = secured.isEmpty();
    if (secured.isPresent()) {
      in = new BufferedInputStream(secured.get().getInputStream());
    }
  }

  /// Begins another handshake within TLS 1.2, whose answers come before the next reply.
  void renegotiate() throws IOException {
    secured.orElseThrow().startHandshake();
  }

  /// Says that TLS ends.
  void endTls() throws IOException {
    secured.orElseThrow().shutdownOutput();
  }

  /// Waits for the server's end of TLS and goes on without; what comes of it is heard next.
  void goOnInClear() throws IOException {
    try {
      tell(in.read() < 0 ? Heard.CLEAR : Heard.TLS);
      secured.orElseThrow().close();
      secured = Optional.empty();
      in = new BufferedInputStream(control.getInputStream());
    } catch (SocketTimeoutException e) {
      tell(Heard.TLS);
    }
  }

  /// Has this heard before anything else.
  void tell(Heard what) {
    news.add(what);
  }

  int millis() {
    return Math.toIntExact(patience.toMillis());
  }

  /// Sends octets; false if the server takes none.
  boolean send(byte[] octets) throws InterruptedException {
    return write(secured.isPresent() ? secured.get() : control, octets);
  }

  /// Writes; a peer who does not read holds up a thread of its own, which ends with its socket.
  boolean write(Socket to, byte[] octets) throws InterruptedException {
    if (octets.length <= SMALL) {
      return writeNow(to, octets);
    }
    Thread writer = Thread.startVirtualThread(() -> writeNow(to, octets));
    return writer.join(patience);
  }

  private static boolean writeNow(Socket to, byte[] octets) {
    try {
      to.getOutputStream().write(octets);
    } catch (IOException e) {
      return true; // It has gone, which the next reading shows.
    }
    return true;
  }

  /// The next reply, whole.
  Heard hear() {
    if (!news.isEmpty()) {
      return news.remove();
    }
    try {
      if (failed) {
        in.transferTo(OutputStream.nullOutputStream());
        return Heard.CLOSED;
      }
      String first = line();
      if (!first.matches("[1-6]\\d\\d([ -].*)?")) {
        return Heard.NO_REPLY;
      }
      String code = first.substring(0, 3);
      var text = new StringBuilder(first);
      String last = first;
      while (last.length() > 3 && (last.startsWith(code + "-") || !last.startsWith(code + " "))) {
        last = line();
        text.append('\n').append(last);
      }
      return Heard.reply(code, text.toString());
    } catch (SocketTimeoutException e) {
      return Heard.NO_ANSWER;
    } catch (IOException e) {
      return Heard.CLOSED;
    }
  }

  private String line() throws IOException {
    var octets = new ByteArrayOutputStream();
    int octet;
    while ((octet = in.read()) != '\n') {
      if (octet < 0) {
        throw new SocketException("the end");
      }
      if (octet == TELNET && octets.size() == 0) {
        in.readNBytes(2); // An answer to WILL or DO.
      } else if (octet == ALERT && octets.size() == 0 && secured.isEmpty()) {
        in.readNBytes(2); // The version; two octets of length and an alert of TLS follow.
        in.readNBytes(in.read() << 8 | in.read());
      } else {
        octets.write(octet);
      }
    }
    return octets.toString(StandardCharsets.UTF_8).replaceFirst("\r$", "");
  }

  /// Connects a data connection, from another address of this machine if one is named.
  Socket connect(InetSocketAddress to, String from) throws IOException {
    var data = keep(new Socket());
    if (!from.isEmpty()) {
      data.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
    }
    data.setSoTimeout(millis());
    data.connect(to, millis());
    return data;
  }

  /// Listens for one.
  ServerSocket listen() throws IOException {
    var listener = keep(new ServerSocket(0, 1, control.getLocalAddress()));
    listener.setSoTimeout(millis());
    return listener;
  }

  /// Something that ends with this client.
  <T extends AutoCloseable> T keep(T resource) {
    opened.add(resource);
    return resource;
  }

  @Override
  public void close() {
    keep(control);
    for (AutoCloseable each : opened) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("a socket that cannot be closed", e);
      }
    }
  }
}
