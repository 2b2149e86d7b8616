package io.ferryftp.server.config;

import java.time.Duration;

/// Every limit of a server, by name. All are per session unless said otherwise.
///
/// @param lineOctets of one command line, with its line end
/// @param loginTime from connection to login
/// @param idleTime without a command and without activity on a data connection
/// @param dataConnectTime for a data connection to come about, either way
/// @param stallTime without progress of a transfer or of a reply that the peer does not take
/// @param passiveWait of a PASV for a port, when its address has an expectation on every port
/// @param passiveRest of a port whose expectation ended unused, for other sessions of that address
/// @param refusalsBeforeLogin that are answered before the session is closed
/// @param unrecognisedInARow of 500 replies after login before the session is closed
/// @param passwordAttempts of which the last one ends the session
/// @param sortedEntries of a directory that LIST sorts; larger ones are sent in directory order
/// @param recursionDepth of `LIST -R`
/// @param recursionEntries of one `LIST -R`
/// @param asciiSizeOctets of a file whose SIZE is counted in type A
/// @param sessions of the whole server; further connections get 421
public record Limits(
    int lineOctets,
    Duration loginTime,
    Duration idleTime,
    Duration dataConnectTime,
    Duration stallTime,
    Duration passiveWait,
    Duration passiveRest,
    int refusalsBeforeLogin,
    int unrecognisedInARow,
    int passwordAttempts,
    int sortedEntries,
    int recursionDepth,
    int recursionEntries,
    long asciiSizeOctets,
    int sessions) {
  /// The limits that Ferry ships with.
  public static final Limits DEFAULT =
      new Limits(
          4096,
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          10,
          50,
          3,
          10_000,
          32,
          100_000,
          64L << 20,
          15_000);
}
