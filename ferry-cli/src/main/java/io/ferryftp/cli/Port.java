package io.ferryftp.cli;

/// Port numbers on the command line.
final class Port {
  static final int HIGHEST = 65_535;

  /// Below it, Unix lets only root bind.
  static final int FIRST_UNPRIVILEGED = 1024;

  private Port() {}

  /// A number from 0 to 65535, in decimal digits.
  static int parse(String option, String text) throws MistakeException {
    boolean digits = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (digits && text.length() <= 5 && Integer.parseInt(text) <= HIGHEST) {
      return Integer.parseInt(text);
    }
    throw new MistakeException(
        "%s: '%s' is not a port; ports are 0 to %d".formatted(option, text, HIGHEST));
  }
}
