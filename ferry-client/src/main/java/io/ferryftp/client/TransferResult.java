package io.ferryftp.client;

import java.time.Duration;

/// A transfer that came to its end, confirmed by the server.
///
/// @param octets that went over the data connection
/// @param offset where in the file it began
/// @param size the length of the whole file at its destination, in octets
/// @param duration from the command to the last reply
/// @param verification whether its size was checked
public record TransferResult(
    long octets, long offset, long size, Duration duration, Verification verification) {
  /// What is known of what arrived.
  public enum Verification {
    /// The server's size is the size here.
    SIZE_MATCHES,
    /// The server does not tell a size, or none that means something for text.
    NOT_POSSIBLE
  }
}
