package io.ferryftp.client.control;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.Optional;

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
}
