package io.ferryftp.protocol.file;

import java.util.Optional;

/// Whom a file belongs to. Names are looked up when they are asked for and not before: a look-up
/// may ask another machine, and a listing that nobody asked them of must not pay for it.
public interface Ownership {
  /// Of storage in which nothing belongs to anybody.
  Ownership UNKNOWN =
      new Ownership() {
        @Override
        public Optional<String> owner() {
          return Optional.empty();
        }

        @Override
        public Optional<String> group() {
          return Optional.empty();
        }
      };

  /// The owner's name, or the number of one who has none; may block.
  Optional<String> owner();

  /// The group's name, or the number of one that has none; may block.
  Optional<String> group();
}
