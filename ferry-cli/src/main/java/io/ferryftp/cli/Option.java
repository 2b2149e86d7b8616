package io.ferryftp.cli;

/// One option or argument of a command.
///
/// @param <T> what a command line says about it
interface Option<T> {
  /// What was given, or what stands for it otherwise; known when the command runs.
  T value();
}
