package io.ferryftp.client;

/// What to do with the part of a file that an earlier transfer left.
public enum Resume {
  /// Begin anew.
  NO,
  /// Continue it where that is possible and it belongs to the same file, else begin anew.
  YES
}
