package io.ferryftp.client.config;

import java.time.Duration;

/// Everything that a server could make endless has an end here.
///
/// @param connect for resolving the name and connecting, all addresses together
/// @param handshake for each agreement on TLS, of the control connection or of a data connection
/// @param reply for one whole reply, with the preliminary ones in front of it
/// @param dataConnection for one try at a data connection, before the next way is tried
/// @param stall the longest time without one octet of data moving
/// @param transfer for one whole transfer
/// @param closeNotify for the server's end of TLS behind an upload, with which new tickets come;
///   some servers never send it
/// @param abort for the replies to ABOR, and for a connection to end in good order
/// @param listedEntries the most entries that a listing collects; the streaming one has no end but
///   time
/// @param listingLineOctets the longest line of a listing; a longer one is skipped and reported
public record ClientLimits(
    Duration connect,
    Duration handshake,
    Duration reply,
    Duration dataConnection,
    Duration stall,
    Duration transfer,
    Duration closeNotify,
    Duration abort,
    int listedEntries,
    int listingLineOctets) {
  /// 15 s, 15 s, 60 s, 10 s, 60 s, 24 h, 2 s, 5 s, a million entries of at most 16 KiB.
  public static final ClientLimits DEFAULT =
      new ClientLimits(
          Duration.ofSeconds(15),
          Duration.ofSeconds(15),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          1_000_000,
          16 * 1024);

  public ClientLimits {
    positive(connect);
    positive(handshake);
    positive(reply);
    positive(dataConnection);
    positive(stall);
    positive(transfer);
    positive(closeNotify);
    positive(abort);
    if (listedEntries < 1 || listingLineOctets < 1) {
      throw new IllegalArgumentException("a limit is at least 1");
    }
  }

  /// The same with another limit for connecting.
  public ClientLimits withConnect(Duration limit) {
    return new ClientLimits(
        limit,
        handshake,
        reply,
        dataConnection,
        stall,
        transfer,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for agreeing on TLS.
  public ClientLimits withHandshake(Duration limit) {
    return new ClientLimits(
        connect,
        limit,
        reply,
        dataConnection,
        stall,
        transfer,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for one reply.
  public ClientLimits withReply(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        limit,
        dataConnection,
        stall,
        transfer,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for one try at a data connection.
  public ClientLimits withDataConnection(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        limit,
        stall,
        transfer,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit without progress.
  public ClientLimits withStall(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        dataConnection,
        limit,
        transfer,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for a whole transfer.
  public ClientLimits withTransfer(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        dataConnection,
        stall,
        limit,
        closeNotify,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for the end of TLS behind an upload.
  public ClientLimits withCloseNotify(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        dataConnection,
        stall,
        transfer,
        limit,
        abort,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit for endings.
  public ClientLimits withAbort(Duration limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        dataConnection,
        stall,
        transfer,
        closeNotify,
        limit,
        listedEntries,
        listingLineOctets);
  }

  /// The same with another limit of collected entries.
  public ClientLimits withListedEntries(int limit) {
    return new ClientLimits(
        connect,
        handshake,
        reply,
        dataConnection,
        stall,
        transfer,
        closeNotify,
        abort,
        limit,
        listingLineOctets);
  }

  private static void positive(Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("a limit is longer than nothing: " + limit);
    }
  }
}
