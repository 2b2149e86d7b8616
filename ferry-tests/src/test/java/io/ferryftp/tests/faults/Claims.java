package io.ferryftp.tests.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must be true when a session is over, and what in it did not go as it should where nothing
/// fails.
final class Claims {
  /// What is looked at afterwards; empty if all is well.
  @FunctionalInterface
  interface Claim {
    Optional<String> wrong() throws IOException;
  }

  private final List<Claim> claims = new ArrayList<>();
  private final List<String> misses = new ArrayList<>();

  void add(Claim claim) {
    claims.add(claim);
  }

  /// What is wrong whatever becomes of the files.
  void wrong(String what) {
    claims.add(() -> Optional.of(what));
  }

  /// A miss, unless the code is the one that was expected.
  void expect(int expected, String line, int code) {
    if (code != expected) {
      misses.add(line + " → " + code + " instead of " + expected);
    }
  }

  /// What did not go as it should where nothing fails.
  List<String> misses() {
    return misses;
  }

  /// What is not true although it must be.
  List<String> lies() throws IOException {
    var lies = new ArrayList<String>();
    for (Claim claim : claims) {
      claim.wrong().ifPresent(lies::add);
    }
    return lies;
  }
}
