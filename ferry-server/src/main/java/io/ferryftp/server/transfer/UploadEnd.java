package io.ferryftp.server.transfer;

/// How a protected upload must end to be taken for whole. In clear there is nothing to tell the end
/// of the data from a cut.
public enum UploadEnd {
  /// With `close_notify` (RFC 8446 §6.1); otherwise the upload is kept for resumption, like one
  /// whose connection was lost.
  CLOSE_NOTIFY_DEMANDED,
  /// At a boundary of records, even without: for devices that never send one.
  CLOSE_NOTIFY_OPTIONAL
}
