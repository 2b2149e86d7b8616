package io.ferryftp.server.session;

import io.ferryftp.protocol.data.ProtectionLevel;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;

/// The sentences of RFC 2228, RFC 4217 and RFC 7151; as [Replies] they repeat nothing.
final class SecurityReplies {
  private SecurityReplies() {}

  static Reply clearTextRefused(ClearTextRule rule) {
    return Reply.of(
        ReplyCode.NOT_LOGGED_IN,
        rule.isTlsOffered()
            ? "Passwords are not accepted over a connection that others can read; use AUTH TLS"
                + " first (explicit FTP over TLS, ftpes)"
            : "Passwords are not accepted over a connection that others can read;"
                + " connect from the server's own machine, or have it started with --tls off");
  }

  static Reply dataInClearRefused() {
    return Reply.of(
        ReplyCode.PROTECTION_REQUIRED,
        "Data connections in clear are not allowed here; use PBSZ 0 and PROT P");
  }

  static Reply dataNotProtected(String why) {
    return Reply.of(ReplyCode.DATA_PROTECTION_FAILED, why);
  }

  static Reply noTls() {
    return Reply.of(ReplyCode.NOT_IMPLEMENTED, "This server does not speak TLS");
  }

  static Reply protectedAlready() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "The connection has been protected already");
  }

  static Reply authTlsOnly() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "The mechanism is TLS here, as in AUTH TLS");
  }

  static Reply startTls() {
    return Reply.of(ReplyCode.SECURITY_ACCEPTED, "Begin TLS now");
  }

  static Reply authFirst() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "AUTH TLS comes first");
  }

  static Reply buffersFirst() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "PBSZ 0 comes first");
  }

  static Reply fixedByCcc() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "After CCC protection stays as it is");
  }

  /// Whatever was asked for: TLS frames by itself (RFC 4217 §9).
  static Reply buffersAgreed() {
    return Reply.of(ReplyCode.OK, "PBSZ=0");
  }

  static Reply dataProtection(ProtectionLevel level) {
    return Reply.of(
        ReplyCode.OK,
        level == ProtectionLevel.PRIVATE
            ? "Data connections are protected from now on"
            : "Data connections are in clear from now on");
  }

  static Reply levelNotSupported() {
    return Reply.of(ReplyCode.PROTECTION_LEVEL_NOT_SUPPORTED, "TLS knows PROT C and PROT P only");
  }

  static Reply nothingToClear() {
    return Reply.of(ReplyCode.COMMAND_PROTECTION_DENIED, "The control connection is in clear");
  }

  static Reply staysProtected() {
    return Reply.of(ReplyCode.REFUSED_BY_POLICY, "The control connection stays protected here");
  }

  static Reply controlCleared() {
    return Reply.of(ReplyCode.OK, "The control connection is in clear from now on");
  }

  static Reply reinitialised() {
    return Reply.of(ReplyCode.SERVICE_READY, "Ferry ready for a new user");
  }

  static Reply hostChosen() {
    return Reply.of(ReplyCode.SERVICE_READY, "Ferry ready under this name");
  }

  static Reply hostUnknown() {
    return Reply.of(ReplyCode.PARAMETER_NOT_IMPLEMENTED, "That is no name of this server");
  }

  static Reply hostNotServerName() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "TLS was begun with another name than this");
  }

  static Reply hostTooLate() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "HOST comes before USER; REIN starts anew");
  }

  static Reply loggedInByCertificate(String name) {
    return Reply.of(ReplyCode.LOGGED_IN_BY_CERTIFICATE, "Logged in as " + name + " by certificate");
  }
}
