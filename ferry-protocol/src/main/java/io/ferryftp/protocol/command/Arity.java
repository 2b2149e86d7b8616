package io.ferryftp.protocol.command;

/// Whether a verb takes an argument.
public enum Arity {
  NONE,
  OPTIONAL,
  REQUIRED
}
