package io.ferryftp.tests.peers;

/// One thing that the client does with every server.
///
/// @param name what it is
/// @param body does it, and fails if it did not go as it should
record Case(String name, Body body) {
  /// Does it.
  @FunctionalInterface
  interface Body {
    void run(Encounter encounter) throws Exception;
  }
}
