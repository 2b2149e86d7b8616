package io.ferryftp.cli;

import java.util.concurrent.Callable;

/// A command of the program: what can be said to it, and how it is done. It returns the number of
/// an [ExitCode].
interface Command extends Callable<Integer> {
  /// All that it understands, beside `--help` and `--version`.
  Options options();
}
