package io.ferryftp.account;

/// Something that a protocol demands and that an account need not do, for the sake of clients that
/// cannot. Each gives up a little safety, for this account alone.
public enum Concession {
  /// A protected upload counts as whole even if it ends without `close_notify` (RFC 8446 §6.1):
  /// somebody on the way can then cut it, and nobody notices.
  UPLOAD_WITHOUT_CLOSE_NOTIFY,
  /// Data connections may go to and come from other hosts than the client's (FXP): whoever comes
  /// first to a passive port of this account is served, and with SSCN or CPSV nobody knows who that
  /// is. It counts for nothing with an anonymous account.
  THIRD_PARTY_DATA
}
