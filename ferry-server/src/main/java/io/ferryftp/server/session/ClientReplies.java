package io.ferryftp.server.session;

import io.ferryftp.protocol.address.LongAddress;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.text.WireEncoding;
import java.util.List;

/// The sentences about clients and their habits, about long addresses and about other servers; as
/// [Replies] they repeat nothing that was sent.
final class ClientReplies {
  private ClientReplies() {}

  static Reply clientNoted() {
    return Reply.of(ReplyCode.OK, "Noted");
  }

  /// No version: nothing that a stranger can ask for tells it.
  static Reply serverNamed() {
    return Reply.of(ReplyCode.OK, "Name=Ferry;");
  }

  static Reply english() {
    return Reply.of(ReplyCode.OK, "Replies are in English");
  }

  static Reply onlyEnglish() {
    return Reply.of(ReplyCode.PARAMETER_NOT_IMPLEMENTED, "Replies are in English only");
  }

  static Reply namesAre(WireEncoding encoding) {
    return Reply.of(ReplyCode.OK, "Names are " + encoding + " from now on");
  }

  static Reply utf8Refused() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "Names are not UTF-8 for this kind of client");
  }

  static Reply typeTakenAsImage() {
    return Reply.of(ReplyCode.OK, "That type is taken as I");
  }

  static Reply nothingChanged() {
    return Reply.of(ReplyCode.OK, "Nothing changed");
  }

  static Reply directoryNoted() {
    return Reply.of(ReplyCode.FILE_ACTION_COMPLETE, "Noted until you have logged in");
  }

  /// A welcome to the root.
  static Reply withoutDirectory(Reply welcome) {
    return Reply.of(
        welcome.code(),
        welcome.text() + "; the directory chosen before cannot be entered, this is /");
  }

  static Reply longPassive(LongAddress address) {
    return Reply.of(
        ReplyCode.LONG_PASSIVE, "Entering long passive mode (" + address.format() + ")");
  }

  static Reply longFamilyNotHere(int usable) {
    return Reply.of(
        ReplyCode.ADDRESS_FAMILY_NOT_SUPPORTED,
        "Supported address families are " + LongAddress.families(List.of(usable)));
  }

  static Reply notBetweenServers() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "Transfers between servers are not allowed here");
  }

  static Reply controlNotProtected() {
    return Reply.of(
        ReplyCode.BAD_SEQUENCE, "AUTH TLS comes first; in clear servers need no agreement");
  }

  static Reply sscn(Session.DataEnd end) {
    return Reply.of(
        ReplyCode.OK,
        switch (end) {
          case CLIENT -> "SSCN:CLIENT METHOD";
          case SERVER -> "SSCN:SERVER METHOD";
        });
  }
}
