package io.ferryftp.event;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.tls.TlsFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Something that happened in a server. Starts and ends come in pairs, whatever goes wrong:
///
/// ```
/// ServerStarted
///   SessionOpened
///     ControlProtected … ControlCleared
///     CommandReceived … ReplySent
///     LoginSucceeded | LoginFailed | LoginRefused
///     ProfileApplied
///     ExpectationOpened … ExpectationClosed
///     TransferStarted
///       DataConnectionOpened
///         DataProtected
///           BindingWaived
///         TransferProgress …
///       DataConnectionClosed
///       CloseNotifyMissing
///     TransferEnded
///     HandshakeFailed
///   SessionClosed
///   StrayConnection, PassivePortReused, Notice
/// ServerStopped
/// ```
///
/// Secrets are masked and texts made printable before an event exists, so a listener can show them.
/// Only a [VirtualPath] is what it is, so that a listener can find the file: it is shown through
/// [io.ferryftp.protocol.text.WireText#printable]. Listeners: logs, metrics, traces, the console.
public sealed interface ServerEvent {
  /// When it happened, by the server's clock.
  Instant at();

  /// Something that happened in one session.
  sealed interface OfSession extends ServerEvent {
    /// The number of the session, counted from 1 in this server.
    long session();
  }

  /// Who opens a data connection.
  enum DataMode {
    /// The server connects to the client (PORT, EPRT).
    ACTIVE,
    /// The client connects to the server (PASV, EPSV).
    PASSIVE
  }

  /// Which way a transfer goes, seen from the server. The last two have no data connection: a file
  /// is read, beside the session and as long as a transfer may take.
  enum Direction {
    /// RETR.
    DOWNLOAD,
    /// STOR, STOU, APPE.
    UPLOAD,
    /// LIST, NLST, MLSD.
    LISTING,
    /// HASH, XCRC and their kin.
    DIGEST,
    /// SITE COPY.
    COPY
  }

  /// How an expectation ended.
  enum ExpectationEnd {
    /// The client connected and the connection was used.
    USED,
    /// Its time ran out.
    TIMED_OUT,
    /// A new choice of data port, ABOR, or the end of the session.
    WITHDRAWN
  }

  /// What a device profile was chosen by.
  enum ChosenBy {
    /// The operator named the user.
    USER,
    /// The operator named the client's address.
    ADDRESS,
    /// The client said its name (CLNT).
    CLIENT_NAME
  }

  /// How a transfer ended.
  enum Outcome {
    COMPLETED,
    /// The client sent ABOR.
    ABORTED,
    /// No data connection came about.
    NOT_CONNECTED,
    /// The data connection broke or stalled.
    CONNECTION_LOST,
    /// The data connection was in clear, or TLS failed on it.
    NOT_PROTECTED,
    /// What the client sent is not coded as it had said, or would become far too much.
    DATA_REJECTED,
    /// Storage failed.
    STORAGE_FAILED
  }

  /// The server listens and can serve logins.
  record ServerStarted(Instant at, InetSocketAddress control) implements ServerEvent {}

  /// The server has let go of all its sessions and sockets.
  record ServerStopped(Instant at) implements ServerEvent {}

  /// Something an operator should know, in one sentence.
  record Notice(Instant at, String sentence) implements ServerEvent {}

  /// A connection to a passive port that nobody expected; it was closed at once.
  record StrayConnection(Instant at, InetSocketAddress local, InetSocketAddress remote)
      implements ServerEvent {}

  /// A passive port was given to a session although it still rested for that client address.
  record PassivePortReused(Instant at, long session, int port, Duration rested)
      implements OfSession {}

  record SessionOpened(Instant at, long session, InetSocketAddress local, InetSocketAddress remote)
      implements OfSession {}

  record SessionClosed(Instant at, long session, String reason) implements OfSession {}

  /// The control connection is protected from here on.
  ///
  /// @param serverName that the client asked for (RFC 6066 §3), printable
  /// @param clientCertificate the subject of the certificate that the client showed, printable
  record ControlProtected(
      Instant at,
      long session,
      TlsFacts tls,
      Optional<String> serverName,
      Optional<String> clientCertificate)
      implements OfSession {}

  /// The control connection is in clear again, after CCC or REIN.
  record ControlCleared(Instant at, long session) implements OfSession {}

  /// TLS did not come about.
  ///
  /// @param transfer whose data connection it was; empty: it was the control connection
  /// @param why printable
  record HandshakeFailed(Instant at, long session, OptionalLong transfer, String why)
      implements OfSession {}

  /// A line came in.
  ///
  /// @param line the command, masked and printable
  record CommandReceived(Instant at, long session, String line) implements OfSession {}

  /// A reply went out.
  ///
  /// @param text the first line of the reply, printable
  record ReplySent(Instant at, long session, ReplyCode code, String text) implements OfSession {}

  record LoginSucceeded(Instant at, long session, String account) implements OfSession {}

  record LoginFailed(Instant at, long session, String name) implements OfSession {}

  /// A name was refused before a password was asked for.
  ///
  /// @param why as the client was told
  record LoginRefused(Instant at, long session, String name, String why) implements OfSession {}

  /// The client is treated by a device profile from here on.
  ///
  /// @param profile its name
  record ProfileApplied(Instant at, long session, String profile, ChosenBy by)
      implements OfSession {}

  /// The session expects a data connection at this port.
  record ExpectationOpened(Instant at, long session, int port, Duration waited)
      implements OfSession {}

  record ExpectationClosed(Instant at, long session, int port, ExpectationEnd end)
      implements OfSession {}

  /// A transfer was accepted; its data connection is still to come, if it has one.
  ///
  /// @param path what is transferred, listed or digested, or the copy that appears; the line of the
  ///   command names what it is made of
  record TransferStarted(
      Instant at, long session, long transfer, Direction direction, VirtualPath path)
      implements OfSession {}

  record DataConnectionOpened(
      Instant at,
      long session,
      long transfer,
      DataMode mode,
      InetSocketAddress local,
      InetSocketAddress remote)
      implements OfSession {}

  /// A data connection is protected.
  record DataProtected(Instant at, long session, long transfer, TlsFacts tls)
      implements OfSession {}

  /// A protected data connection goes to another host than the client, as its account may have it
  /// (FXP), and so does not descend from the control connection's TLS session: nothing proves whose
  /// it is.
  ///
  /// @param peer the certificate that the other end showed, printable
  record BindingWaived(Instant at, long session, long transfer, String peer) implements OfSession {}

  /// An upload ended without `close_notify`, and was taken for whole because its account is allowed
  /// that: somebody on the way could have cut it.
  record CloseNotifyMissing(Instant at, long session, long transfer) implements OfSession {}

  /// A transfer gets on; said about once a second.
  ///
  /// @param octets that went over the data connection so far, or that were read without one
  record TransferProgress(Instant at, long session, long transfer, long octets)
      implements OfSession {}

  record DataConnectionClosed(Instant at, long session, long transfer) implements OfSession {}

  /// A transfer has ended, one way or another.
  ///
  /// @param octets that went over the data connection, or that were read without one
  /// @param cause why it did not complete, for the log
  record TransferEnded(
      Instant at,
      long session,
      long transfer,
      Direction direction,
      VirtualPath path,
      Outcome outcome,
      long octets,
      Duration duration,
      Optional<String> cause)
      implements OfSession {}
}
