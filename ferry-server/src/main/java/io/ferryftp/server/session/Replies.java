package io.ferryftp.server.session;

import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.storage.NameRejectedException;
import io.ferryftp.storage.NotAFileException;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.SpaceExhaustedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Objects;

/// Every sentence that a client can read, but for the texts of HELP, FEAT and STAT.
///
/// No sentence repeats what a stranger sent, names the software's version, or shows a path of the
/// machine. Texts of exceptions are not sent, but for the reasons of Ferry's own storage
/// exceptions, which are made to be shown.
final class Replies {
  private Replies() {}

  static Reply ready() {
    return Reply.of(ReplyCode.SERVICE_READY, "Ferry ready");
  }

  static Reply goodbye() {
    return Reply.of(ReplyCode.GOODBYE, "Goodbye");
  }

  static Reply closing(String why) {
    return Reply.of(ReplyCode.SERVICE_CLOSING, why + ", closing control connection");
  }

  static Reply unrecognised(String reason) {
    return Reply.of(ReplyCode.UNRECOGNISED, capital(reason));
  }

  static Reply malformed(ReplyCode code, String reason) {
    return Reply.of(code, capital(reason));
  }

  static Reply lineTooLong(int limitOctets) {
    return Reply.of(
        ReplyCode.UNRECOGNISED, "Command line longer than " + limitOctets + " octets, ignored");
  }

  static Reply notImplemented(Verb verb) {
    return Reply.of(ReplyCode.NOT_IMPLEMENTED, verb + " is not implemented");
  }

  // Access control

  static Reply notLoggedIn() {
    return Reply.of(ReplyCode.NOT_LOGGED_IN, "Log in with USER and PASS first");
  }

  static Reply needPassword() {
    return Reply.of(ReplyCode.NEED_PASSWORD, "Password, please");
  }

  static Reply userFirst() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "USER comes before PASS");
  }

  static Reply loginIncorrect() {
    return Reply.of(ReplyCode.NOT_LOGGED_IN, "Name or password is wrong");
  }

  static Reply loginImpossible() {
    return Reply.of(
        ReplyCode.NOT_LOGGED_IN, "Login is not possible now; the server's log says why");
  }

  static Reply loggedIn(String name) {
    return Reply.of(ReplyCode.LOGGED_IN, "Logged in as " + name);
  }

  static Reply accountSuperfluous() {
    return Reply.of(ReplyCode.SUPERFLUOUS, "No account is needed");
  }

  // Parameters

  static Reply ok(String what) {
    return Reply.of(ReplyCode.OK, what);
  }

  static Reply allocationSuperfluous() {
    return Reply.of(ReplyCode.SUPERFLUOUS, "No storage allocation is needed");
  }

  static Reply restarting(long offset) {
    return Reply.of(ReplyCode.PENDING, "The next transfer starts at octet " + offset);
  }

  static Reply foreignAddress() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED,
        "Data connections go only to the address of the control connection");
  }

  static Reply reservedPort() {
    return Reply.of(
        ReplyCode.PARAMETER_NOT_IMPLEMENTED, "Data connections go only to ports from 1024 on");
  }

  static Reply onlyExtendedPassive() {
    return Reply.of(ReplyCode.BAD_ARGUMENT, "After EPSV ALL only EPSV is taken");
  }

  static Reply extendedPassiveOnly() {
    return Reply.of(ReplyCode.OK, "Only EPSV from now on");
  }

  static Reply passive(HostPort address) {
    return Reply.of(ReplyCode.PASSIVE, "Entering passive mode (" + address.format() + ")");
  }

  static Reply extendedPassive(int port) {
    return Reply.of(
        ReplyCode.EXTENDED_PASSIVE,
        "Entering extended passive mode " + ExtendedAddress.formatPort(port));
  }

  static Reply passiveNeedsIpv4() {
    return Reply.of(
        ReplyCode.NO_DATA_CONNECTION, "PASV speaks IPv4 only and this is IPv6; use EPSV");
  }

  static Reply familyNotHere(String usable) {
    return Reply.of(
        ReplyCode.NETWORK_PROTOCOL_NOT_SUPPORTED,
        "This connection uses the other network protocol, use (" + usable + ")");
  }

  static Reply passivePortsBusy() {
    return Reply.of(
        ReplyCode.NO_DATA_CONNECTION,
        "Every passive port is waiting for a connection from your address; try again");
  }

  // Transfers

  static Reply noDataPort() {
    return Reply.of(ReplyCode.NO_DATA_CONNECTION, "Use PASV, EPSV, PORT or EPRT first");
  }

  static Reply opening(Representation representation, VirtualPath path, String size) {
    String mode = representation == Representation.IMAGE ? "binary" : representation.name();
    return Reply.of(
        ReplyCode.OPENING_DATA_CONNECTION,
        "Opening " + mode + " data connection for " + path.name().orElse("/") + size);
  }

  /// RFC 1123 §4.1.2.9 fixes this text: clients take the name from it.
  static Reply openingUnique(VirtualPath path) {
    return Reply.of(ReplyCode.OPENING_DATA_CONNECTION, "FILE: " + path.name().orElse(""));
  }

  static Reply openingListing() {
    return Reply.of(ReplyCode.OPENING_DATA_CONNECTION, "Here comes the listing");
  }

  static Reply notADirectoryToList() {
    return Reply.of(ReplyCode.BAD_ARGUMENT, "MLSD lists directories; use MLST for a file");
  }

  static Reply transferComplete(String remark) {
    return Reply.of(
        ReplyCode.TRANSFER_COMPLETE,
        remark.isEmpty() ? "Transfer complete" : "Transfer complete; " + remark);
  }

  static Reply noDataConnection(String why) {
    return Reply.of(ReplyCode.NO_DATA_CONNECTION, why);
  }

  static Reply transferAborted() {
    return Reply.of(ReplyCode.TRANSFER_ABORTED, "Transfer aborted");
  }

  static Reply connectionLost() {
    return Reply.of(ReplyCode.TRANSFER_ABORTED, "Data connection lost; transfer aborted");
  }

  static Reply nothingToAbort() {
    return Reply.of(ReplyCode.NO_TRANSFER_TO_ABORT, "No transfer to abort");
  }

  static Reply aborted() {
    return Reply.of(ReplyCode.TRANSFER_COMPLETE, "Abort done");
  }

  // Files

  static Reply done(String what) {
    return Reply.of(ReplyCode.FILE_ACTION_COMPLETE, what);
  }

  /// RFC 959 appendix II: quotes inside the path are doubled.
  static Reply pathname(VirtualPath path, String comment) {
    return Reply.of(
        ReplyCode.PATHNAME, "\"" + path.toString().replace("\"", "\"\"") + "\" " + comment);
  }

  static Reply fileStatus(String text) {
    return Reply.of(ReplyCode.FILE_STATUS, text);
  }

  static Reply renamePending() {
    return Reply.of(ReplyCode.PENDING, "Now RNTO with the new name");
  }

  static Reply renameFromFirst() {
    return Reply.of(ReplyCode.BAD_SEQUENCE, "RNFR comes right before RNTO");
  }

  static Reply unavailable(String why) {
    return Reply.of(ReplyCode.UNAVAILABLE, why);
  }

  static Reply asciiSizeUnknown(long limitOctets) {
    return Reply.of(
        ReplyCode.UNAVAILABLE,
        "SIZE in type A is not counted above " + limitOctets + " octets; use TYPE I");
  }

  static Reply siteHelp(List<String> lines) {
    return Reply.of(ReplyCode.HELP, "SITE commands:", lines, "End");
  }

  static Reply siteUnknown() {
    return Reply.of(ReplyCode.PARAMETER_NOT_IMPLEMENTED, "No such SITE command; see SITE HELP");
  }

  static Reply badArgument(String why) {
    return Reply.of(ReplyCode.BAD_ARGUMENT, why);
  }

  /// The reply to a failure of storage. A disk that fails is our trouble (451); everything else is
  /// about the path.
  static Reply forFailure(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> unavailable("No such file or directory");
      case AccessDeniedException _ -> unavailable("Permission denied");
      case FileAlreadyExistsException _ -> unavailable("It exists already");
      case DirectoryNotEmptyException _ -> unavailable("The directory is not empty");
      case NotDirectoryException _ -> unavailable("Not a directory");
      case FileSystemLoopException _ -> unavailable("Too many links");
      case NotAFileException _ -> unavailable("Not a plain file");
      case NameRejectedException e ->
          Reply.of(ReplyCode.NAME_NOT_ALLOWED, "Name not allowed: " + reason(e.getReason()));
      case OffsetBeyondEndException _ ->
          Reply.of(ReplyCode.RESTART_INVALID, "The restart offset lies behind the end of the file");
      case SpaceExhaustedException e ->
          Reply.of(ReplyCode.SPACE_EXCEEDED, capital(reason(e.getReason())));
      default -> Reply.of(ReplyCode.LOCAL_ERROR, "Storage failed; the server's log says why");
    };
  }

  private static String reason(@org.jspecify.annotations.Nullable String reason) {
    return Objects.requireNonNullElse(reason, "rejected");
  }

  private static String capital(String reason) {
    return reason.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + reason.substring(1);
  }
}
