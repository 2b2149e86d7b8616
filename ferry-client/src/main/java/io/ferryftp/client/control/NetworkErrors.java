package io.ferryftp.client.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// What went wrong on the network, in words that do not depend on the system's.
public final class NetworkErrors {
  private NetworkErrors() {}

  /// A few words, such as "refused" or "no answer".
  public static String words(IOException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("").toLowerCase(Locale.ROOT);
    return switch (e) {
      case SocketTimeoutException _ -> "no answer";
      case NoRouteToHostException _ -> "no route to the host";
      case ConnectException _ when message.contains("timed out") -> "no answer";
      case ConnectException _ when message.contains("refused") -> "refused";
      case IOException _ when message.contains("reset") -> "reset by the other side";
      case IOException _ when message.contains("broken pipe") -> "closed by the other side";
      default -> message.isEmpty() ? e.getClass().getSimpleName() : message;
    };
  }

  /// TLS that did not come about, or broke. A server of TLS 1.3 judges the client's certificate
  /// when the handshake is over for the client, so its objection may come at any later time.
  static String tls(SSLException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("no reason given");
    if (message.contains("certificate_required")) {
      return "the server demands a certificate of the client, and there is none";
    }
    return isAboutTheClient(e)
        ? "the server does not accept the client's certificate: " + message
        : "no agreement on TLS with the server: " + message;
  }

  /// Whether the server objects to the client's certificate, or to having none.
  static boolean isAboutTheClient(SSLException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("Received fatal alert") && message.contains("certificate");
  }

  /// How a control connection ended: in the usual way, or by what is no TLS where TLS has to be.
  static String ending(IOException e) {
    boolean broken = e instanceof SSLException || e instanceof EOFException;
    return broken
        ? "the control connection broke: " + e.getMessage()
        : "the server closed the control connection";
  }

  /// What a peer that is no FTP server seems to be, by a line of it; empty if that is unknown.
  static String foreign(String line) {
    if (line.startsWith("SSH-")) {
      return "; this is an SSH server, which sftp talks to";
    }
    return line.startsWith("HTTP/") || line.startsWith("<") ? "; this is a web server" : "";
  }
}
