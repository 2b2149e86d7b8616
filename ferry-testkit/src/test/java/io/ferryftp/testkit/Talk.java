package io.ferryftp.testkit;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A control connection, line by line.
final class Talk implements Closeable {
  private static final int READ_MILLIS = 10_000;

  private final Socket socket;
  private final BufferedReader in;

  Talk(TestFtpServer server) throws IOException {
    socket = new Socket(server.address().getAddress(), server.port());
    socket.setSoTimeout(READ_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    reply();
  }

  static Talk loggedIn(TestFtpServer server) throws IOException {
    var talk = new Talk(server);
    talk.say("USER " + server.user());
    talk.say("PASS " + server.password());
    return talk;
  }

  /// Sends a command and gives the code of its reply.
  int say(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
    return Integer.parseInt(reply().substring(0, 3));
  }

  /// The last line of the next reply.
  private String reply() throws IOException {
    while (true) {
      String line =
          Optional.ofNullable(in.readLine())
              .orElseThrow(() -> new IOException("the server has closed the connection"));
      if (line.matches("\\d{3} .*")) {
        return line;
      }
    }
  }

  /// Whether the server closes the connection; what it says before is read.
  boolean isClosedByServer() {
    try {
      return in.lines().count() >= 0;
    } catch (UncheckedIOException e) {
      return e.getCause() instanceof SocketException; // cut, without a last word
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
