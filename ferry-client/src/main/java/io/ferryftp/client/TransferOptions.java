package io.ferryftp.client;

import io.ferryftp.protocol.data.Representation;
import java.time.Duration;
import java.util.Optional;

/// How one transfer is to be made.
///
/// @param representation octets as they are, or ASCII text whose lines are converted
/// @param offset where in the remote file to begin, in octets; only for octets as they are
/// @param deadline for the whole transfer; empty: the client's limit
public record TransferOptions(
    Representation representation, long offset, Optional<Duration> deadline) {
  /// Octets as they are, from the beginning, in the client's limit.
  public static final TransferOptions DEFAULT =
      new TransferOptions(Representation.IMAGE, 0, Optional.empty());

  public TransferOptions {
    if (offset < 0) {
      throw new IllegalArgumentException("negative offset " + offset);
    }
    if (deadline.filter(limit -> !limit.isPositive()).isPresent()) {
      throw new IllegalArgumentException("a deadline is longer than nothing: " + deadline.get());
    }
    if (representation == Representation.EBCDIC) {
      throw new IllegalArgumentException("the client speaks types A and I");
    }
    if (offset > 0 && representation != Representation.IMAGE) {
      throw new IllegalArgumentException("an offset into text means nothing: octets only");
    }
  }

  /// The same, from another offset.
  public TransferOptions startingAt(long other) {
    return new TransferOptions(representation, other, deadline);
  }

  /// The same, in another representation.
  public TransferOptions as(Representation other) {
    return new TransferOptions(other, offset, deadline);
  }

  /// The same, with a deadline of its own.
  public TransferOptions within(Duration limit) {
    return new TransferOptions(representation, offset, Optional.of(limit));
  }
}
