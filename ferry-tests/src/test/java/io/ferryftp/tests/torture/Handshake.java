package io.ferryftp.tests.torture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// What came of a client's wish to speak TLS on a connection.
///
/// @param news what it heard
/// @param socket above the connection, if that speaks TLS now
record Handshake(Heard news, Optional<SSLSocket> socket) {
  /// Shakes hands over an open connection, which stays the caller's to close.
  ///
  /// @param sessions of the client, which it resumes if it has one of the server's
  /// @param server by whose address sessions are known, whichever connection this is
  /// @param offer the words of the table: empty for what the JDK offers, `1.2`, `suite NAME`, `alpn
  ///   NAME`
  static Handshake over(
      Socket connection, SSLContext sessions, InetSocketAddress server, String offer)
      throws IOException {
    String host = server.getAddress().getHostAddress();
    var socket =
        (SSLSocket)
            sessions
                .getSocketFactory()
                .createSocket(
                    new SessionPort(connection, server.getPort()), host, server.getPort(), false);
    SSLParameters parameters = socket.getSSLParameters();
    change(parameters, offer);
    socket.setSSLParameters(parameters);
    Heard news = agree(socket);
    return new Handshake(news, Optional.of(socket).filter(_ -> news.equals(Heard.TLS)));
  }

  private static void change(SSLParameters parameters, String offer) {
    String[] words = offer.split(" ", 2);
    switch (words[0]) {
      case "" -> {}
      case "1.2" -> parameters.setProtocols(new String[] {"TLSv1.2"});
      case "suite" -> {
        parameters.setProtocols(new String[] {"TLSv1.2"});
        parameters.setCipherSuites(new String[] {words[1]});
      }
      case "alpn" -> parameters.setApplicationProtocols(new String[] {words[1]});
      default -> throw new IllegalArgumentException("what is tls " + offer + "?");
    }
  }

  private static Heard agree(SSLSocket socket) {
    try {
      socket.startHandshake();
      return Heard.TLS;
    } catch (SocketTimeoutException e) {
      return Heard.NO_ANSWER;
    } catch (IOException e) {
      return Heard.REFUSED;
    }
  }
}
