package io.ferryftp.server.session;

import io.ferryftp.account.Concession;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.TextOffset;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.listing.ListingSource;
import io.ferryftp.server.listing.Listings;
import io.ferryftp.server.transfer.TransferJob;
import io.ferryftp.server.transfer.UploadEnd;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NotDirectoryException;

/// What moves over a data connection: RFC 959 §4.1.3, RFC 3659 §7.
///
/// Everything that can be refused is refused before a data connection is made, with one reply and
/// without 150. A refusal uses up the restart offset and leaves the data port for the next try.
final class TransferHandler {
  private final Surroundings surroundings;

  TransferHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// RETR.
  Step retrieve(Session session, String pathname) {
    return begin(
        session,
        Verb.RETR,
        tree -> {
          VirtualPath path = session.directory().resolve(pathname);
          TransferParameters parameters = session.parameters();
          TextOffset start = start(session).in(tree, path);
          var portion = new Portion(start.local(), session.portion().last());
          OpenFile file = open(tree, path, portion);
          return new Prepared(
              Replies.opening(parameters.representation(), path, length(session, file)),
              new TransferJob.Download(path, parameters, portion, start.skipped(), file));
        });
  }

  private PortionStart start(Session session) {
    return new PortionStart(session, surroundings.config().limits().asciiSizeOctets());
  }

  /// A piece must begin before the end; what only begins somewhere may begin at the end.
  private static OpenFile open(FileTree tree, VirtualPath path, Portion portion)
      throws IOException {
    OpenFile file = tree.read(path, portion.first());
    if (portion.last().isPresent() && portion.first() >= file.facts().size()) {
      file.close();
      throw new OffsetBeyondEndException(path.toString(), "the range begins at the end");
    }
    return file;
  }

  /// What clients take for the length of the data, where it is known.
  private static String length(Session session, OpenFile file) {
    if (!session.parameters().isPlain()) {
      return "";
    }
    Portion portion = session.portion();
    long octets = Math.min(portion.mostOctets(), file.facts().size() - portion.first());
    return " (" + octets + " bytes)";
  }

  /// STOR.
  Step store(Session session, String pathname) {
    return upload(session, Verb.STOR, pathname, start(session)::placement);
  }

  /// APPE, which is STOR when there is an offset (RFC 3659 §5.3).
  Step append(Session session, String pathname) {
    return session.portion().isWhole()
        ? upload(session, Verb.APPE, pathname, (_, _) -> new Placement.Append())
        : upload(session, Verb.APPE, pathname, start(session)::placement);
  }

  /// STOU.
  Step storeUnique(Session session, String pathname) {
    return upload(session, Verb.STOU, pathname, (_, _) -> new Placement.Unique());
  }

  private Step upload(Session session, Verb verb, String pathname, Placing placing) {
    return begin(
        session,
        verb,
        tree -> {
          VirtualPath path = session.directory().resolve(pathname);
          Placement placement = placing.of(tree, path);
          return prepared(session, tree.write(path, placement), placement);
        });
  }

  private static Prepared prepared(Session session, Upload upload, Placement placement)
      throws IOException {
    try {
      Reply opening =
          placement instanceof Placement.Unique
              ? Replies.openingUnique(upload.path())
              : Replies.opening(session.parameters().representation(), upload.path(), "");
      return new Prepared(
          opening,
          new TransferJob.Store(upload.path(), session.parameters(), upload, end(session)));
    } catch (RuntimeException | Error defect) {
      // Of a storage that cannot say where its upload will be: nobody else would let go of it.
      try (Upload _ = upload) {
        throw defect;
      }
    }
  }

  private static UploadEnd end(Session session) {
    return session
            .required()
            .account()
            .concessions()
            .contains(Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY)
        ? UploadEnd.CLOSE_NOTIFY_OPTIONAL
        : UploadEnd.CLOSE_NOTIFY_DEMANDED;
  }

  /// LIST.
  Step list(Session session, ListArgument what) {
    return listing(
        session, Verb.LIST, what.pathname(), listings -> listings.list(session.directory(), what));
  }

  /// NLST.
  Step names(Session session, ListArgument what) {
    return listing(
        session, Verb.NLST, what.pathname(), listings -> listings.names(session.directory(), what));
  }

  /// MLSD.
  Step facts(Session session, String pathname) {
    VirtualPath path = session.directory().resolve(pathname);
    return listing(
        session,
        Verb.MLSD,
        pathname,
        listings -> {
          try {
            return listings.facts(path, session.facts());
          } catch (NotDirectoryException e) {
            throw new MlsdOfFileException(e);
          }
        });
  }

  private Step listing(Session session, Verb verb, String pathname, Lister lister) {
    return begin(
        session,
        verb,
        tree -> {
          var listings =
              new Listings(
                  tree,
                  surroundings.config().limits(),
                  surroundings.config().clock(),
                  session.required().account().permissions(),
                  session.encoding());
          return new Prepared(
              Replies.openingListing(),
              new TransferJob.Listing(
                  session.directory().resolve(pathname),
                  session.parameters(),
                  lister.open(listings)));
        });
  }

  /// ABOR. The data port goes with the transfer: what was meant for it must not serve the next.
  Step abort(Session session) {
    return new Step.Abort(session.afterTransfer());
  }

  private Step begin(Session session, Verb verb, Preparation preparation) {
    if (Combination.of(verb, session.parameters(), session.portion()).isEmpty()) {
      return new Step.Answer(
          session.withoutPortion(),
          CodingReplies.doesNotCombine(verb, session.parameters(), session.portion()));
    }
    if (session.dataPort() instanceof DataPortChoice.None) {
      return new Step.Answer(session.withoutPortion(), Replies.noDataPort());
    }
    try {
      Prepared prepared = session.required().files().call(preparation::prepare);
      return new Step.Begin(session.afterTransfer(), prepared.opening(), prepared.job());
    } catch (MlsdOfFileException e) {
      return new Step.Answer(session.withoutPortion(), Replies.notADirectoryToList());
    } catch (PortionStart.TextTooLongException e) {
      return new Step.Answer(
          session.withoutPortion(),
          CodingReplies.offsetNotCounted(surroundings.config().limits().asciiSizeOctets()));
    } catch (OffsetBeyondEndException e) {
      return new Step.Answer(
          session.withoutPortion(),
          session.portion().last().isPresent()
              ? CodingReplies.rangeBehindEnd()
              : Replies.forFailure(e));
    } catch (IOException e) {
      return new Step.Answer(session.withoutPortion(), Replies.forFailure(e));
    }
  }

  /// A transfer that needs nothing but its data connection; closed if it comes too late to begin.
  private record Prepared(Reply opening, TransferJob job) implements Closeable {
    @Override
    public void close() throws IOException {
      job.close();
    }
  }

  /// MLSD of a file is a mistake in the argument (RFC 3659 §7.2), not a missing directory.
  private static final class MlsdOfFileException extends IOException {
    private static final long serialVersionUID = 1L;

    MlsdOfFileException(IOException cause) {
      super(cause);
    }
  }

  @FunctionalInterface
  private interface Preparation {
    Prepared prepare(FileTree tree) throws IOException;
  }

  @FunctionalInterface
  private interface Placing {
    Placement of(FileTree tree, VirtualPath path) throws IOException;
  }

  @FunctionalInterface
  private interface Lister {
    ListingSource open(Listings listings) throws IOException;
  }
}
