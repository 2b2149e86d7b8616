package io.ferryftp.protocol.reply;

/// An argument that its verb cannot take, with the reply it deserves: 501 (not well formed), 504
/// (well formed, not implemented) or 522 (an address family that is not spoken here).
public final class CommandSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;
  private final ReplyCode code;

  /// An argument that deserves this reply.
  ///
  /// @param reason may be shown to the peer: it never repeats what the peer sent
  public CommandSyntaxException(ReplyCode code, String reason) {
    super(reason);
    this.code = code;
  }

  /// An argument that is not well formed.
  public static CommandSyntaxException badArgument(String reason) {
    return new CommandSyntaxException(ReplyCode.BAD_ARGUMENT, reason);
  }

  /// An argument that is well formed and not implemented.
  public static CommandSyntaxException notImplemented(String reason) {
    return new CommandSyntaxException(ReplyCode.PARAMETER_NOT_IMPLEMENTED, reason);
  }

  public ReplyCode code() {
    return code;
  }

  /// The reason, which is never absent.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
