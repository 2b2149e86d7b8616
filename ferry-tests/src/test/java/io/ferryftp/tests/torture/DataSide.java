package io.ferryftp.tests.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// The data connections of one client.
final class DataSide {
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)");
  private static final Pattern EXTENDED = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

  private final Talk talk;
  private Optional<InetSocketAddress> announced = Optional.empty();
  private Optional<ServerSocket> listener = Optional.empty();
  private Optional<Socket> current = Optional.empty();
  private Optional<SSLSocket> secured = Optional.empty();

  DataSide(Talk talk) {
    this.talk = talk;
  }

  /// Remembers where a 227 or 229 says that the server listens; false if it says nothing.
  boolean announced(Heard reply) {
    if (!reply.code().equals("227") && !reply.code().equals("229")) {
      return false;
    }
    Matcher extended = EXTENDED.matcher(reply.text());
    Matcher numbers = NUMBERS.matcher(reply.text());
    if (extended.find()) {
      return at(Integer.parseInt(extended.group(1)));
    }
    return numbers.find()
        && at(Integer.parseInt(numbers.group(5)) * 256 + Integer.parseInt(numbers.group(6)));
  }

  private boolean at(int port) {
    announced = Optional.of(new InetSocketAddress(talk.server().getAddress(), port));
    return true;
  }

  /// Connects to where the server listens.
  void connect() throws IOException {
    current = Optional.of(talk.connect(whereItListens(), ""));
  }

  /// The same once more, and the first connection stays the one that is used.
  void connectAgain() throws IOException {
    talk.connect(whereItListens(), "");
  }

  /// The same from another address of this machine, where the server may not even take it.
  void connectFrom(String address) throws IOException {
    talk.connect(whereItListens(), address);
  }

  private InetSocketAddress whereItListens() throws IOException {
    return announced.orElseThrow(() -> new SocketException("nothing was announced"));
  }

  /// The argument of PORT for a port that listens, or for one that does not.
  String listen() throws IOException {
    ServerSocket open = talk.listen();
    listener = Optional.of(open);
    int port = open.getLocalPort();
    String host = open.getInetAddress().getHostAddress().replace('.', ',');
    return host + "," + port / 256 + "," + port % 256;
  }

  /// Nobody listens any more.
  void deaf() throws IOException {
    if (listener.isPresent()) {
      listener.get().close();
    }
    listener = Optional.empty();
  }

  /// Begins TLS as a client of that; what comes of it is heard next.
  ///
  /// @param sessions that may be resumed
  void protect(SSLContext sessions) throws IOException {
    Handshake handshake = Handshake.over(current(), sessions, talk.server(), "");
    talk.tell(handshake.news());
    secured = handshake.socket();
  }

  /// The connection, or TLS above it.
  Socket outermost() throws IOException {
    return secured.isPresent() ? secured.get() : current();
  }

  /// The connection that there is, or that comes, below TLS.
  Socket current() throws IOException {
    if (current.isEmpty() && listener.isPresent()) {
      Socket accepted = talk.keep(listener.get().accept());
      accepted.setSoTimeout(talk.millis());
      current = Optional.of(accepted);
      listener.get().close();
      listener = Optional.empty();
    }
    return current.orElseThrow(() -> new SocketException("there is no data connection"));
  }

  /// Everything until the server ends it.
  byte[] takeAll() throws IOException {
    var all = new ByteArrayOutputStream();
    var in = outermost().getInputStream();
    var piece = new byte[64 << 10];
    try {
      int count;
      while ((count = in.read(piece)) >= 0) {
        all.write(piece, 0, count);
      }
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (SocketException e) {
      all.writeBytes("(reset)".getBytes(StandardCharsets.US_ASCII));
    }
    end();
    return all.toByteArray();
  }

  void take(int octets) throws IOException {
    if (outermost().getInputStream().readNBytes(octets).length < octets) {
      throw new SocketException("the data ended too soon");
    }
  }

  /// Ends it; in TLS by close_notify, behind which what the server still says is read, as there may
  /// be tickets for other connections.
  void end() throws IOException {
    if (secured.isPresent()) {
      try {
        secured.get().shutdownOutput();
        secured.get().getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketTimeoutException e) {
        throw e;
      } catch (IOException e) {
        // It has broken off what is over anyway; whether that is right shows in its reply.
        System.getLogger(DataSide.class.getName()).log(System.Logger.Level.DEBUG, "end", e);
      }
    }
    current().close();
    forget();
  }

  /// Says no more, and nothing of an end of TLS.
  void endOutput() throws IOException {
    current().shutdownOutput();
  }

  void reset() throws IOException {
    current().setSoLinger(true, 0);
    current().close();
    forget();
  }

  /// Forgets the connection and leaves it open.
  void forget() {
    current = Optional.empty();
    secured = Optional.empty();
  }
}
