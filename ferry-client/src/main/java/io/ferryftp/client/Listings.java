package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LimitException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.listing.ListingReader;
import io.ferryftp.protocol.listing.ListingReader.Line;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.text.WireText;
import java.nio.ByteBuffer;
import java.util.Set;

/// Directories, entry by entry: MLSD where there is one, else LIST.
final class Listings {
  /// How much of a listing may pass without one entry.
  static final long MAX_USELESS_OCTETS = 16 << 20;

  private static final int CHUNK_OCTETS = 32 * 1024;

  /// How many lines that were skipped are shown, and how much of each.
  private static final int TOLD_LINES = 20;

  private static final int SHOWN_CHARS = 200;

  /// Replies of servers that name a verb in FEAT and do not know it.
  private static final Set<Integer> UNKNOWN_VERB = Set.of(500, 502);

  private final Session session;
  private final Transfers transfers;
  private boolean withoutFacts;
  private boolean useful;
  private long skipped;

  Listings(Session session, Transfers transfers) {
    this.session = session;
    this.transfers = transfers;
  }

  /// Takes what comes, one by one.
  interface Sink<T> {
    void take(T entry) throws FtpException;
  }

  /// The entries of a directory.
  void entries(String pathname, Sink<RemoteFile> each) throws FtpException {
    session.prepare(new Command.Mlsd(pathname));
    var reader = new ListingReader(session.config().clock().instant());
    if (!withoutFacts && session.capabilities().has("MLST")) {
      try {
        read(new Command.Mlsd(pathname), line -> entry(reader.acceptFacts(line), each));
        return;
      } catch (RefusedException e) {
        if (e.reply().map(ReceivedReply::number).filter(UNKNOWN_VERB::contains).isEmpty()) {
          throw e;
        }
        withoutFacts = true;
      }
    }
    read(new Command.ListFiles(argument(pathname)), line -> entry(reader.accept(line), each));
  }

  /// The lines of NLST.
  void names(String pathname, Sink<String> each) throws FtpException {
    read(
        new Command.Nlst(argument(pathname)),
        line -> {
          if (!line.isEmpty()) {
            useful = true;
            each.take(line);
          }
        });
  }

  /// A pathname that begins with `-` would be taken for options.
  private static ListArgument argument(String pathname) {
    return ListArgument.of(pathname.startsWith("-") ? "./" + pathname : pathname);
  }

  private void entry(Line line, Sink<RemoteFile> each) throws FtpException {
    switch (line) {
      case Line.Entry(var file) -> {
        useful = true;
        each.take(file);
      }
      case Line.Heading _ -> {}
      case Line.Unreadable(var text) -> skip(text);
    }
  }

  private void read(Command command, Sink<String> line) throws FtpException {
    skipped = 0;
    TransferLink link = transfers.list(command);
    try {
      var lines = new LineCutter(session.config().limits().listingLineOctets());
      var chunk = ByteBuffer.allocate(CHUNK_OCTETS);
      long lastUse = 0;
      while (link.read(chunk.clear()) >= 0) {
        useful = false;
        lines.take(chunk.flip(), line);
        lastUse = useful ? link.octets() : lastUse;
        requireUse(link.octets() - lastUse);
      }
      lines.end(line);
      link.finish();
      tellOfMore(lines.tooLong());
    } finally {
      link.close();
    }
  }

  private static void requireUse(long octets) throws LimitException {
    if (octets > MAX_USELESS_OCTETS) {
      throw new LimitException(
          Failure.at(
              Step.TRANSFER,
              "the listing has no entry within %d octets".formatted(MAX_USELESS_OCTETS)));
    }
  }

  /// A line that nobody can read is said, never passed over; but not a million of them.
  private void skip(String text) {
    skipped++;
    if (skipped <= TOLD_LINES) {
      String shown = text.length() > SHOWN_CHARS ? text.substring(0, SHOWN_CHARS) + "..." : text;
      session.tell("skipped a line of the listing: " + WireText.printable(shown));
    }
  }

  private void tellOfMore(long tooLong) {
    if (skipped > TOLD_LINES) {
      session.tell("skipped %d lines of the listing".formatted(skipped));
    }
    if (tooLong > 0) {
      session.tell(
          "skipped %d lines of the listing that are longer than %d octets"
              .formatted(tooLong, session.config().limits().listingLineOctets()));
    }
  }
}
