package io.ferryftp.tests.sequences;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One session as its client has it: the control connection, and the sockets for the next data
/// connection. All text is octets, a character each.
final class Talk {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final Pattern ANNOUNCED =
      Pattern.compile("\\((?:\\|\\|\\|(\\d+)\\||(?:4,4,)?(?:\\d+,){4}(?:2,)??(\\d+),(\\d+))\\)");

  private final InetAddress own;
  private final InetSocketAddress server;
  private final Socket control;
  private final InputStream in;
  private final List<String> transcript;
  private final String name;
  private final List<ServerSocket> listeners = new ArrayList<>();
  private Optional<Integer> announced = Optional.empty();
  private Optional<ServerSocket> listening = Optional.empty();
  private Optional<Socket> early = Optional.empty();

  /// Connects and reads the greeting.
  ///
  /// @param transcript where all that is said goes
  Talk(Stage stage, String name, List<String> transcript) throws IOException {
    this.own = stage.own();
    this.server = stage.server();
    this.name = name;
    this.transcript = transcript;
    this.control = connected(server);
    this.in = new BufferedInputStream(control.getInputStream());
    reply();
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    var socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(own, 0));
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.setTcpNoDelay(true);
      socket.connect(to, PATIENCE_MILLIS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// Listens for a data connection.
  ServerSocket listen() throws IOException {
    var listener = new ServerSocket(0, 1, own);
    listener.setSoTimeout(PATIENCE_MILLIS);
    listeners.add(listener);
    return listener;
  }

  /// Sends lines in one piece.
  void send(List<String> lines) throws IOException {
    var octets = new StringBuilder();
    for (String line : lines) {
      transcript.add(name + "> " + line);
      // An octet 255 is a command of Telnet, but for two of them.
      octets.append(line.replace("\u00ff", "\u00ff\u00ff")).append("\r\n");
    }
    control.getOutputStream().write(octets.toString().getBytes(ISO_8859_1));
  }

  /// Reads one reply: its lines.
  List<String> reply() throws IOException {
    var lines = new ArrayList<String>();
    do {
      lines.add(line());
    } while (!lines.getLast().startsWith(lines.getFirst().substring(0, 3) + " "));
    lines.forEach(line -> transcript.add(name + "< " + line));
    return lines;
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    while (line.length() < 2
        || line.charAt(line.length() - 2) != '\r'
        || line.charAt(line.length() - 1) != '\n') {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("the server ended the session");
      }
      // Telnet's doubled octet; the server says nothing else of Telnet.
      if (octet == 0xFF && in.read() != 0xFF) {
        throw new IOException("a command of Telnet in a reply");
      }
      line.append((char) octet);
    }
    line.setLength(line.length() - 2);
    if (!line.toString().matches("(?s)[1-5]\\d\\d[ -].*| .*")) {
      throw new IOException("not a line of a reply: " + line);
    }
    return line.toString();
  }

  /// Where the server said that it listens.
  void passive(String reply) throws IOException {
    Matcher found = ANNOUNCED.matcher(reply);
    if (!found.find()) {
      throw new IOException("no port in " + reply);
    }
    forget();
    announced =
        Optional.of(
            found.group(1) != null
                ? Integer.parseInt(found.group(1))
                : 256 * Integer.parseInt(found.group(2)) + Integer.parseInt(found.group(3)));
  }

  /// Makes the data connection before it is asked for.
  void connectEarly() throws IOException {
    early = Optional.of(data());
  }

  /// From now on data connections come in here.
  void active(ServerSocket listener) throws IOException {
    forget();
    listening = Optional.of(listener);
  }

  private void forget() throws IOException {
    announced = Optional.empty();
    listening = Optional.empty();
    if (early.isPresent()) {
      early.get().close();
      early = Optional.empty();
    }
  }

  /// The next data connection, whoever makes it.
  Socket data() throws IOException {
    if (early.isPresent()) {
      Socket socket = early.get();
      early = Optional.empty();
      return socket;
    }
    if (listening.isPresent()) {
      Socket socket = listening.get().accept();
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    }
    return connected(new InetSocketAddress(server.getAddress(), announced.orElseThrow()));
  }

  /// Whether the server has ended the session; waits for it.
  boolean isAtEnd() throws IOException {
    return in.read() < 0;
  }

  /// Ends it at once, without the rest that TCP gives ports else.
  void close() {
    try {
      control.setSoLinger(true, 0);
      control.close();
      forget();
      for (ServerSocket listener : listeners) {
        listener.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
