package io.ferryftp.server.session;

import io.ferryftp.account.Concession;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.listing.ListingSource;
import io.ferryftp.server.listing.Listings;
import io.ferryftp.server.transfer.TransferJob;
import io.ferryftp.server.transfer.UploadEnd;
import io.ferryftp.storage.FileTree;
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
        tree -> {
          VirtualPath path = session.directory().resolve(pathname);
          OpenFile file = tree.read(path, session.restartOffset());
          long octets = file.facts().size() - session.restartOffset();
          String size =
              session.representation() == Representation.IMAGE ? " (" + octets + " bytes)" : "";
          return new Prepared(
              Replies.opening(session.representation(), path, size),
              new TransferJob.Download(path, session.representation(), file));
        });
  }

  /// STOR.
  Step store(Session session, String pathname) {
    Placement placement =
        session.restartOffset() > 0
            ? new Placement.ResumeAt(session.restartOffset())
            : new Placement.Replace();
    return upload(session, pathname, placement);
  }

  /// APPE.
  Step append(Session session, String pathname) {
    return upload(session, pathname, new Placement.Append());
  }

  /// STOU.
  Step storeUnique(Session session, String pathname) {
    return upload(session, pathname, new Placement.Unique());
  }

  private Step upload(Session session, String pathname, Placement placement) {
    return begin(
        session,
        tree -> {
          Upload upload = tree.write(session.directory().resolve(pathname), placement);
          Reply opening =
              placement instanceof Placement.Unique
                  ? Replies.openingUnique(upload.path())
                  : Replies.opening(session.representation(), upload.path(), "");
          return new Prepared(
              opening,
              new TransferJob.Store(upload.path(), session.representation(), upload, end(session)));
        });
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
    return listing(session, what.pathname(), listings -> listings.list(session.directory(), what));
  }

  /// NLST.
  Step names(Session session, ListArgument what) {
    return listing(session, what.pathname(), listings -> listings.names(session.directory(), what));
  }

  /// MLSD.
  Step facts(Session session, String pathname) {
    VirtualPath path = session.directory().resolve(pathname);
    return listing(
        session,
        pathname,
        listings -> {
          try {
            return listings.facts(path, session.facts());
          } catch (NotDirectoryException e) {
            throw new MlsdOfFileException(e);
          }
        });
  }

  private Step listing(Session session, String pathname, Lister lister) {
    return begin(
        session,
        tree -> {
          var listings =
              new Listings(
                  tree,
                  surroundings.config().limits(),
                  surroundings.config().clock(),
                  session.required().account().permissions());
          return new Prepared(
              Replies.openingListing(),
              new TransferJob.Listing(
                  session.directory().resolve(pathname), lister.open(listings)));
        });
  }

  /// ABOR. The data port goes with the transfer: what was meant for it must not serve the next.
  Step abort(Session session) {
    return new Step.Abort(session.afterTransfer());
  }

  private Step begin(Session session, Preparation preparation) {
    if (session.dataPort() instanceof DataPortChoice.None) {
      return new Step.Answer(session.withRestartOffset(0), Replies.noDataPort());
    }
    try {
      Prepared prepared = session.required().files().call(preparation::prepare);
      return new Step.Begin(session.afterTransfer(), prepared.opening(), prepared.job());
    } catch (MlsdOfFileException e) {
      return new Step.Answer(session.withRestartOffset(0), Replies.notADirectoryToList());
    } catch (IOException e) {
      return new Step.Answer(session.withRestartOffset(0), Replies.forFailure(e));
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
  private interface Lister {
    ListingSource open(Listings listings) throws IOException;
  }
}
