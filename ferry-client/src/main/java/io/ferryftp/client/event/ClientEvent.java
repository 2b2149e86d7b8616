package io.ferryftp.client.event;

import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.tls.Fingerprint;
import io.ferryftp.protocol.tls.TlsFacts;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Something that happened in a client. Secrets are masked and texts are printable before an event
/// exists, so a listener can show them.
///
/// ```
/// Connected
///   CommandSent … ReplyReceived
///   ControlProtected | StaysInClear
///   DataWayFailed …
///   DataConnectionOpened
///     DataProtected
///     TransferStarted
///     TransferProgress …
///   DataConnectionClosed
///   Notice
/// Disconnected
/// ```
public sealed interface ClientEvent {
  /// When it happened, by the client's clock.
  Instant at();

  /// There is a control connection.
  record Connected(Instant at, InetSocketAddress local, InetSocketAddress remote)
      implements ClientEvent {}

  /// The control connection is closed.
  record Disconnected(Instant at) implements ClientEvent {}

  /// The control connection is protected from here on.
  ///
  /// @param certificate that the server showed
  record ControlProtected(Instant at, TlsFacts tls, Fingerprint certificate)
      implements ClientEvent {}

  /// The server offers no TLS, and goes on being spoken to in clear: everybody on the way can read
  /// password and files.
  ///
  /// @param remote the server; from this machine to itself nobody is on the way
  record StaysInClear(Instant at, InetSocketAddress remote) implements ClientEvent {}

  /// The data connection is protected.
  ///
  /// @param ticketsLeft with which further data connections can resume the session; empty if they
  ///   are not used up (TLS 1.2)
  record DataProtected(Instant at, TlsFacts tls, OptionalInt ticketsLeft) implements ClientEvent {}

  /// A command went out.
  ///
  /// @param line without line end, secrets masked
  record CommandSent(Instant at, String line) implements ClientEvent {}

  /// A line of a reply came in.
  ///
  /// @param line as it was sent, without line end
  record ReplyReceived(Instant at, String line) implements ClientEvent {}

  /// A way to a data connection did not lead there.
  ///
  /// @param next the way that is tried now; empty if there is none
  /// @param reason one sentence
  record DataWayFailed(Instant at, DataWay way, Optional<DataWay> next, String reason)
      implements ClientEvent {}

  record DataConnectionOpened(
      Instant at, DataWay way, InetSocketAddress local, InetSocketAddress remote)
      implements ClientEvent {}

  /// A file begins to move; not said of listings.
  ///
  /// @param offset where in the file it begins, in octets
  /// @param size of the whole file, as far as it is known; empty for uploads, whose end only their
  ///   source knows
  record TransferStarted(Instant at, long offset, OptionalLong size) implements ClientEvent {}

  /// A transfer gets on.
  ///
  /// @param octets that went over this data connection so far
  record TransferProgress(Instant at, long octets) implements ClientEvent {}

  /// A data connection ended, well or not.
  ///
  /// @param octets that went over it
  record DataConnectionClosed(Instant at, long octets, Duration duration) implements ClientEvent {}

  /// Something that the user should know, in one sentence: a line of a listing that nobody can
  /// read, an address in a 227 that was not believed, a size that could not be checked.
  record Notice(Instant at, String sentence) implements ClientEvent {}
}
