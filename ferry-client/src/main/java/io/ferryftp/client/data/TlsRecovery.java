package io.ferryftp.client.data;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.ProtectionRefusedException.Attempt;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.TlsVersion;
import java.util.Optional;

/// What is done when data connections cannot resume the session of the control connection, as
/// ProFTPD, vsftpd and FileZilla Server demand it.
///
/// In TLS 1.3 a ticket is good for one data connection, and some servers (ProFTPD behind an upload)
/// give no new one for it. When a server that has given tickets leaves the client without, a full
/// handshake would most likely be refused, and has made vsftpd crash. So the session goes over to a
/// new control connection with TLS 1.2, where one session can be resumed without end; if a transfer
/// works there, the host memory keeps it, and later connections begin with it. A server that
/// refuses TLS 1.2 is logged in to again with TLS 1.3 for fresh tickets, as often as they run out;
/// nothing is remembered then. A server that never gave a ticket does not resume, and so cannot
/// demand it: there every data connection agrees anew.
///
/// Refused all the same, a transfer of which nothing has moved is tried again: with TLS 1.3 the
/// refused handshake has brought fresh tickets; if it was a full one, or it fails again, with TLS
/// 1.2; and with TLS 1.2 once, on a new control connection, because what fails in a handshake may
/// have spoiled the session.
final class TlsRecovery {
  /// How often one transfer is tried at most.
  static final int MAX_TRIES = 3;

  private static final String TOO_FEW =
      "the server has given too few tickets of TLS 1.3 for its data connections";

  private final Session session;

  /// Whether the server was asked for TLS 1.2 and has refused it.
  private boolean olderRefused;

  TlsRecovery(Session session) {
    this.session = session;
  }

  /// To be called before a transfer.
  void prepare() throws FtpException {
    if (session.conversation().tls().isEmpty()) {
      return;
    }
    session.conversation().requireInStep(); // Tickets may have come.
    if (session.conversation().tls().map(ControlTls::isOutOfTickets).orElse(false)
        && session.canReopen()) {
      goOnWithOlderTls(TOO_FEW);
    }
  }

  /// To be called when a transfer was refused; it is to be tried again then.
  ///
  /// @param tries so far
  /// @throws DataConnectionException if that would be of no use
  void recover(ProtectionRefusedException refusal, int tries, TransferRequest request)
      throws FtpException {
    ReceivedReply said = refusal.reply();
    String why =
        "%s: %d %s".formatted(refusal.getMessage(), said.number(), WireText.printable(said.text()));
    TlsVersion version =
        session.conversation().tls().map(ControlTls::version).orElse(TlsVersion.TLS_1_2);
    boolean first = tries == 1;
    if (version == TlsVersion.TLS_1_3) {
      boolean hopeless = refusal.attempt() == Attempt.ANEW || !first;
      if (hopeless && session.canReopen() && tries < MAX_TRIES) {
        goOnWithOlderTls(why);
        return;
      }
      if (first) {
        session.tell(why + "; trying again");
        return;
      }
    } else if (first) {
      if (session.canReopen()) {
        session.reopen(why);
      } else {
        session.tell(why + "; trying again");
      }
      return;
    }
    throw new DataConnectionException(
        new Failure(
            Step.DATA_CONNECTION,
            Optional.of(request.command().verb()),
            Optional.of(said),
            String.valueOf(refusal.getMessage()),
            "it may demand that TLS sessions are resumed, and not do so itself"),
        refusal);
  }

  /// A server that speaks TLS 1.3 alone has to be left as it was: then a new control connection of
  /// that version brings new tickets at least.
  private void goOnWithOlderTls(String why) throws FtpException {
    if (olderRefused) {
      session.reopen(why, TlsVersion.TLS_1_3);
      return;
    }
    try {
      session.reopen(why + "; going on with TLS 1.2", TlsVersion.TLS_1_2);
    } catch (TlsException e) {
      if (e.reply().isPresent()) {
        throw e; // What it refuses is not the version.
      }
      session.reopen("there is no TLS 1.2 either: " + e.getMessage(), TlsVersion.TLS_1_3);
    }
    olderRefused =
        session
            .conversation()
            .tls()
            .map(ControlTls::version)
            .equals(Optional.of(TlsVersion.TLS_1_3));
  }
}
