package io.ferryftp.tests.interop;

/// What the table says in one cell.
sealed interface Claim {
  /// It works.
  record Yes() implements Claim {}

  /// It does not work.
  ///
  /// @param why for a foot-note
  /// @param evidence a regular expression that finds something in what was said on the control
  ///   connection or by the client
  record No(String why, String evidence) implements Claim {}

  /// The client has no such thing, so nothing is run.
  ///
  /// @param note what there is to know; empty for nothing
  record Absent(String note) implements Claim {}
}
