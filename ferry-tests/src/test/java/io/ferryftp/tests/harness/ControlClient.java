package io.ferryftp.tests.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A client that sends exactly what it is told and remembers the dialogue. It shares no code with
/// what it tests. Every wait has an end: what does not come in time fails the test.
public final class ControlClient implements AutoCloseable {
  /// How long an answer may take on a busy machine.
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Pattern EXTENDED = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");
  private static final Pattern CLASSIC =
      Pattern.compile("(\\d+),(\\d+),(\\d+),(\\d+),(\\d+),(\\d+)");
  private static final int DIALOGUE_LINES = 40;

  private final Socket socket;
  private InputStream in;
  private OutputStream out;
  private final List<String> dialogue = new ArrayList<>();
  private final Answer greeting;

  private ControlClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    greeting = reply();
  }

  /// Connects and reads the greeting.
  public static ControlClient connect(InetSocketAddress server) throws IOException {
    return connect(server, new InetSocketAddress(0));
  }

  /// The same from an address of one's own.
  public static ControlClient connect(InetSocketAddress server, InetSocketAddress from)
      throws IOException {
    var socket = new Socket();
    try {
      if (!from.getAddress().isAnyLocalAddress()) {
        socket.bind(from);
      }
      socket.connect(server, Math.toIntExact(PATIENCE.toMillis()));
      return new ControlClient(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// The reply to the connection itself.
  public Answer greeting() {
    return greeting;
  }

  /// Where this client sits, as the server sees it.
  public InetSocketAddress local() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /// From now on, waits this long for every answer.
  public void patience(Duration limit) throws IOException {
    socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
  }

  /// Sends a line with CR LF.
  public void send(String line) throws IOException {
    sendOctets((line + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Sends these octets and nothing else.
  public void sendOctets(byte[] octets) throws IOException {
    String shown = new String(octets, StandardCharsets.UTF_8).stripTrailing();
    note("C> " + (shown.length() > 100 ? shown.substring(0, 100) + "…" : shown));
    out.write(octets);
    out.flush();
  }

  /// Sends one octet as TCP urgent data.
  public void sendUrgent(int octet) throws IOException {
    note("C> urgent octet " + octet);
    socket.sendUrgentData(octet);
  }

  /// Sends nothing more, and still reads.
  public void endInput() throws IOException {
    socket.shutdownOutput();
  }

  /// Sends a line and reads one reply.
  public Answer ask(String line) throws IOException {
    send(line);
    return reply();
  }

  /// Sends a line and reads one reply, which has to have this code.
  public Answer expect(int code, String line) throws IOException {
    send(line);
    return expect(code);
  }

  /// Reads one reply, which has to have this code.
  public Answer expect(int code) throws IOException {
    Answer answer = reply();
    if (answer.code() != code) {
      throw new AssertionError("expected " + code + ", got " + answer + "\n" + dialogue());
    }
    return answer;
  }

  /// Reads one reply.
  public Answer reply() throws IOException {
    String first = line();
    var lines = new ArrayList<>(List.of(first));
    if (!first.matches("[1-5]\\d\\d[ -].*")) {
      throw new AssertionError("not a reply: " + first + "\n" + dialogue());
    }
    String code = first.substring(0, 3);
    if (first.charAt(3) == '-') {
      String next;
      do {
        next = line();
        lines.add(next);
      } while (!next.startsWith(code + " "));
    }
    return new Answer(Integer.parseInt(code), lines);
  }

  /// Reads one reply that is not preliminary.
  public Answer finalReply() throws IOException {
    Answer answer = reply();
    while (answer.isPreliminary()) {
      answer = reply();
    }
    return answer;
  }

  /// Whether the server has closed the connection and said nothing more; waits for it.
  public boolean ended() throws IOException {
    return in.read() < 0;
  }

  /// Begins TLS with sessions and certificates that are given (RFC 4217).
  public ControlClient protect(SSLContext context) throws IOException {
    expect(234, "AUTH TLS");
    String host = socket.getInetAddress().getHostAddress();
    var secured =
        (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), false);
    secured.startHandshake();
    in = new BufferedInputStream(secured.getInputStream());
    out = secured.getOutputStream();
    return this;
  }

  /// Logs in and chooses type I.
  public ControlClient login(String user, String password) throws IOException {
    expect(331, "USER " + user);
    expect(230, "PASS " + password);
    expect(200, "TYPE I");
    return this;
  }

  /// Asks for a passive data connection with EPSV and opens it.
  public Socket extendedPassive() throws IOException {
    var matcher = EXTENDED.matcher(expect(229, "EPSV").text());
    if (!matcher.find()) {
      throw new AssertionError("no port in the 229\n" + dialogue());
    }
    return data(new InetSocketAddress(socket.getInetAddress(), Integer.parseInt(matcher.group(1))));
  }

  /// Asks for a passive data connection with PASV and opens it.
  public Socket passive() throws IOException {
    var matcher = CLASSIC.matcher(expect(227, "PASV").text());
    if (!matcher.find()) {
      throw new AssertionError("no address in the 227\n" + dialogue());
    }
    var address = new byte[4];
    for (int i = 0; i < address.length; i++) {
      address[i] = (byte) Integer.parseInt(matcher.group(i + 1));
    }
    int port = Integer.parseInt(matcher.group(5)) * 256 + Integer.parseInt(matcher.group(6));
    return data(new InetSocketAddress(InetAddress.getByAddress(address), port));
  }

  /// Listens for an active data connection and says so with EPRT.
  public ServerSocket extendedActive() throws IOException {
    ServerSocket listener = listener();
    InetAddress own = socket.getLocalAddress();
    String address = own.getHostAddress().replaceFirst("%.*", "");
    int family = own instanceof Inet6Address ? 2 : 1;
    expect(200, "EPRT |" + family + "|" + address + "|" + listener.getLocalPort() + "|");
    return listener;
  }

  /// Listens for an active data connection and says so with PORT.
  public ServerSocket active() throws IOException {
    ServerSocket listener = listener();
    int port = listener.getLocalPort();
    String address = socket.getLocalAddress().getHostAddress().replace('.', ',');
    expect(200, "PORT " + address + "," + port / 256 + "," + port % 256);
    return listener;
  }

  /// What a command such as `RETR a` or `LIST` sends over a passive data connection.
  public byte[] download(String command) throws IOException {
    byte[] content;
    try (Socket data = extendedPassive()) {
      expectOpening(command);
      content = data.getInputStream().readAllBytes();
    }
    expect(226);
    return content;
  }

  /// Sends content with a command such as `STOR a`; gives the final reply.
  public Answer upload(String command, byte[] content) throws IOException {
    try (Socket data = extendedPassive()) {
      expectOpening(command);
      data.getOutputStream().write(content);
    }
    return reply();
  }

  /// Sends a transfer command whose data connection is open, up to its preliminary reply.
  public void expectOpening(String command) throws IOException {
    Answer opening = ask(command);
    if (!opening.isPreliminary()) {
      throw new AssertionError("expected 150, got " + opening + "\n" + dialogue());
    }
  }

  /// The last lines that went either way.
  public String dialogue() {
    return String.join("\n", dialogue);
  }

  /// Closes the socket without a QUIT.
  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static Socket data(InetSocketAddress address) throws IOException {
    var data = new Socket();
    data.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    data.connect(address, Math.toIntExact(PATIENCE.toMillis()));
    return data;
  }

  private ServerSocket listener() throws IOException {
    var listener = new ServerSocket(0, 1, socket.getLocalAddress());
    listener.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    return listener;
  }

  private String line() throws IOException {
    var octets = new ByteArrayOutputStream();
    int octet;
    while ((octet = in.read()) != '\n') {
      if (octet < 0) {
        throw new EOFException("the server closed the connection\n" + dialogue());
      }
      octets.write(octet);
    }
    String line = octets.toString(StandardCharsets.UTF_8);
    if (!line.endsWith("\r")) {
      throw new AssertionError("a line without CR: " + line + "\n" + dialogue());
    }
    line = line.substring(0, line.length() - 1);
    note("S> " + line);
    return line;
  }

  private void note(String line) {
    dialogue.add(line);
    if (dialogue.size() > DIALOGUE_LINES) {
      dialogue.removeFirst();
    }
  }
}
