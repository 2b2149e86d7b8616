package io.ferryftp.client.data;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.data.Representation;
import java.time.Duration;
import java.util.OptionalLong;

/// A transfer that is wanted.
///
/// @param command with its pathname
/// @param representation of the octets on the data connection
/// @param direction of the octets
/// @param offset for REST, in octets; 0 for none
/// @param expected how many octets will go over the data connection, if that is known
/// @param limit for the whole transfer
public record TransferRequest(
    Command command,
    Representation representation,
    Direction direction,
    long offset,
    OptionalLong expected,
    Duration limit) {
  /// Where the octets go.
  public enum Direction {
    FROM_SERVER,
    TO_SERVER
  }
}
