package io.ferryftp.server.listing;

import java.util.List;
import java.util.Optional;

/// The beginning of a listing, short enough for a reply on the control connection.
///
/// @param lines without line ends
/// @param remark what is not shown, if anything, in words fit for a client
public record Excerpt(List<String> lines, Optional<String> remark) {
  public Excerpt {
    lines = List.copyOf(lines);
  }
}
