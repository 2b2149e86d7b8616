package io.ferryftp.cli;

/// What the program tells the shell.
enum ExitCode {
  /// It did what it was asked to do.
  OK(0),
  /// It broke, or was stopped before it was done.
  FAILURE(1),
  /// The command line or the surroundings have to change first; one line says how.
  USAGE(2);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
