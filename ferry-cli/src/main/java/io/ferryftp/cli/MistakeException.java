package io.ferryftp.cli;

/// Something that the person who typed the command can put right. Its message is the one line that
/// they read: what is wrong, where, and what to do.
final class MistakeException extends Exception {
  private static final long serialVersionUID = 1;

  MistakeException(String sentence) {
    super(sentence);
  }

  MistakeException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
