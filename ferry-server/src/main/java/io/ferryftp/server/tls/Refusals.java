package io.ferryftp.server.tls;

import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.server.transfer.NotProtectedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Why a data connection is not protected, as clients are told: the cause and a remedy.
final class Refusals {
  private Refusals() {}

  /// The data connection resumes no session of its control connection.
  static NotProtectedException notBound(IOException cause) {
    return new NotProtectedException(
        "The data connection must resume the TLS session of its control connection; turn on TLS"
            + " session reuse in the client, or have the server set to session reuse 'preferred'",
        cause);
  }

  /// The data connection comes from somebody else than the control connection, or says so.
  static NotProtectedException otherCertificate() {
    return new NotProtectedException(
        "The data connection does not show the client certificate of its control connection; let"
            + " the client use the same one for both",
        new SSLException("another client certificate"));
  }

  /// A handshake with another server failed.
  static NotProtectedException byAnotherServer(IOException cause) {
    return new NotProtectedException(
        "TLS with the other server failed; exactly one of the two has to be told SSCN ON or CPSV,"
            + " and the other must not demand session reuse",
        cause);
  }

  /// A handshake failed for another reason.
  static NotProtectedException because(IOException cause, Duration limit) {
    String sentence =
        switch (cause) {
          case ClearTextException _ ->
              "The data connection is not TLS, but PROT P is in force; let the client protect its"
                  + " data connections, or send PROT C where the server allows that";
          case SocketTimeoutException _ ->
              "No TLS handshake on the data connection within "
                  + limit.toSeconds()
                  + " s; with PROT P the client must begin one as soon as it is connected";
          case EOFException _ ->
              "The client closed the data connection in the TLS handshake; it may have refused the"
                  + " certificate or the session, and its own log says why";
          case SSLException _ ->
              "TLS failed on the data connection, and the client's own log says why; let it use the"
                  + " same TLS settings as on the control connection";
          default ->
              "The data connection broke in the TLS handshake (%s); try again"
                  .formatted(WireText.excerpt(String.valueOf(cause.getMessage())));
        };
    return new NotProtectedException(sentence, cause);
  }
}
