package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.protocol.listing.ListingReader;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a server says of single files, over the control connection alone.
final class RemoteFacts {
  private static final int FILE_STATUS = 213;
  private static final int UNAVAILABLE = 550;

  private final Session session;

  RemoteFacts(Session session) {
    this.session = session;
  }

  /// SIZE in type I. Text that is no size is none: a server must not be able to stop a transfer by
  /// a silly answer.
  OptionalLong size(String pathname) throws FtpException {
    var command = new Command.Size(pathname);
    session.prepare(command);
    session.type(Representation.IMAGE);
    ReceivedReply reply = session.exchange(command);
    String text = reply.text().strip();
    boolean plausible =
        reply.number() == FILE_STATUS
            && reply.lines().size() == 1
            && !text.isEmpty()
            && text.length() <= 18
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return plausible ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
  }

  /// MDTM, which is UTC (RFC 3659 §3).
  Optional<Instant> modified(String pathname) throws FtpException {
    ReceivedReply reply = session.exchange(new Command.Mdtm(pathname));
    if (reply.number() != FILE_STATUS) {
      return Optional.empty();
    }
    try {
      return Optional.of(FtpTime.parse(reply.text().strip()));
    } catch (CommandSyntaxException e) {
      return Optional.empty();
    }
  }

  /// MLST, else what SIZE, MDTM and CWD tell together.
  Optional<RemoteFile> facts(String pathname) throws FtpException {
    var command = new Command.Mlst(pathname);
    session.prepare(command);
    if (session.capabilities().has("MLST")) {
      ReceivedReply reply = session.exchange(command);
      if (reply.number() == UNAVAILABLE) {
        return Optional.empty();
      }
      boolean entry = !reply.isFailure() && reply.lines().size() > 2;
      Optional<RemoteFile> file =
          entry ? ListingReader.ofFacts(reply.lines().get(1)) : Optional.empty();
      if (file.isPresent()) {
        return Optional.of(file.get().named(pathname));
      }
    }
    OptionalLong size = size(pathname);
    if (size.isPresent()) {
      return Optional.of(file(pathname, FileType.FILE, size));
    }
    return isDirectory(pathname)
        ? Optional.of(file(pathname, FileType.DIRECTORY, OptionalLong.empty()))
        : Optional.empty();
  }

  private RemoteFile file(String pathname, FileType type, OptionalLong size) throws FtpException {
    Optional<RemoteFile.ListedTime> time =
        modified(pathname)
            .map(found -> new RemoteFile.ListedTime(found, RemoteFile.Precision.SECOND));
    return new RemoteFile(pathname, type, size, time, OptionalInt.empty(), Optional.empty());
  }

  private boolean isDirectory(String pathname) throws FtpException {
    ReceivedReply reply = session.perform(new Command.Pwd());
    String here = quoted(reply.text());
    if (here.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      // Whoever goes there does not come back.
      throw new RefusedException(
          session
              .conversation()
              .failure("the working directory has a name that cannot be sent")
              .answered(reply));
    }
    if (session.exchange(new Command.Cwd(pathname)).isFailure()) {
      return false;
    }
    session.perform(new Command.Cwd(here));
    return true;
  }

  /// PWD, whose quotes are doubled within the name (RFC 959 §II). A reply without quotes is taken
  /// by its first word, as old servers write it.
  String workingDirectory() throws FtpException {
    return quoted(session.perform(new Command.Pwd()).text());
  }

  /// The name between quotes. Where a quote inside was not doubled, as Pure-FTPd has it, the name
  /// ends at the last quote.
  static String quoted(String text) {
    int start = text.indexOf('"');
    if (start < 0) {
      int space = text.indexOf(' ');
      return space < 0 ? text : text.substring(0, space);
    }
    var name = new StringBuilder();
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        char next = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        if (next != '"') {
          return next == ' ' ? name.toString() : text.substring(start + 1, text.lastIndexOf('"'));
        }
        i++;
      }
      name.append(c);
    }
    return name.toString();
  }

  /// MFMT, else MDTM with a time, which vsftpd knows, else the two forms of SITE UTIME.
  void setModified(String pathname, Instant time) throws FtpException {
    String stamp = FtpTime.format(time.truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    ReceivedReply reply = session.exchange(new Command.Mfmt(time, pathname));
    for (String line :
        new String[] {
          "MDTM " + stamp + " " + pathname,
          "SITE UTIME " + stamp + " " + pathname,
          "SITE UTIME %s %s %s %s UTC".formatted(pathname, stamp, stamp, stamp)
        }) {
      if (!reply.isFailure() || reply.number() == UNAVAILABLE) {
        break;
      }
      reply = session.exchange(line);
    }
    if (reply.isFailure()) {
      throw session.refused(reply);
    }
  }
}
