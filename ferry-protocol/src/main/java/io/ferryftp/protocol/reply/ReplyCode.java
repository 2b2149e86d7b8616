package io.ferryftp.protocol.reply;

/// A reply code by its meaning; one number can have several (RFC 959 §4.2, 1639, 2228, 2428, 3659,
/// 4217).
public enum ReplyCode {
  TRANSFER_STARTING(125),
  OPENING_DATA_CONNECTION(150),
  OK(200),
  SUPERFLUOUS(202),
  SYSTEM_STATUS(211),
  DIRECTORY_STATUS(212),
  FILE_STATUS(213),
  HELP(214),
  SYSTEM_TYPE(215),
  SERVICE_READY(220),
  GOODBYE(221),
  NO_TRANSFER_TO_ABORT(225),
  TRANSFER_COMPLETE(226),
  PASSIVE(227),
  LONG_PASSIVE(228),
  EXTENDED_PASSIVE(229),
  LOGGED_IN(230),
  LOGGED_IN_BY_CERTIFICATE(232),
  SECURITY_ACCEPTED(234),
  FILE_ACTION_COMPLETE(250),
  PATHNAME(257),
  NEED_PASSWORD(331),
  NEED_ACCOUNT(332),
  PENDING(350),
  SERVICE_CLOSING(421),
  NO_DATA_CONNECTION(425),
  TRANSFER_ABORTED(426),
  FILE_BUSY(450),
  LOCAL_ERROR(451),
  NO_SPACE(452),
  UNRECOGNISED(500),
  BAD_ARGUMENT(501),
  NOT_IMPLEMENTED(502),
  BAD_SEQUENCE(503),
  PARAMETER_NOT_IMPLEMENTED(504),
  PROTECTION_REQUIRED(521),
  ADDRESS_FAMILY_NOT_SUPPORTED(521),
  NETWORK_PROTOCOL_NOT_SUPPORTED(522),
  DATA_PROTECTION_FAILED(522),
  NOT_LOGGED_IN(530),
  COMMAND_PROTECTION_DENIED(533),
  REFUSED_BY_POLICY(534),
  PROTECTION_LEVEL_NOT_SUPPORTED(536),
  UNAVAILABLE(550),
  RANGE_INVALID(551),
  SPACE_EXCEEDED(552),
  NAME_NOT_ALLOWED(553),
  RESTART_INVALID(554);

  private final int number;

  ReplyCode(int number) {
    this.number = number;
  }

  /// The three digits.
  public int number() {
    return number;
  }

  /// Whether another reply to the same command will follow (1yz).
  public boolean isPreliminary() {
    return number < 200;
  }

  /// Whether the command was not carried out (4yz, 5yz).
  public boolean isFailure() {
    return number >= 400;
  }
}
