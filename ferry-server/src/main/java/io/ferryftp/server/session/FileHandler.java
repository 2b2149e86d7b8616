package io.ferryftp.server.session;

import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.listing.Listings;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What happens to files without a data connection: RFC 959 §4.1.3, RFC 3659.
final class FileHandler {
  private final Surroundings surroundings;

  FileHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// DELE.
  Step delete(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.deleteFile(path);
          return Replies.done("Deleted");
        });
  }

  /// MKD.
  Step makeDirectory(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.createDirectory(path);
          return Replies.pathname(path, "created");
        });
  }

  /// RMD.
  Step removeDirectory(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          tree.deleteDirectory(path);
          return Replies.done("Directory removed");
        });
  }

  /// RNFR. What it names must be there now; that it still is at RNTO is storage's to see.
  Step renameFrom(Session session, String pathname) {
    VirtualPath path = session.directory().resolve(pathname);
    try {
      session.required().files().call(tree -> tree.facts(path, LinkHandling.ITSELF));
      return new Step.Answer(session.withRenameFrom(Optional.of(path)), Replies.renamePending());
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  /// RNTO.
  Step renameTo(Session session, String pathname) {
    Session next = session.withRenameFrom(Optional.empty());
    if (session.renameFrom().isEmpty()) {
      return new Step.Answer(next, Replies.renameFromFirst());
    }
    return on(
        next,
        pathname,
        (tree, path) -> {
          tree.rename(session.renameFrom().get(), path);
          return Replies.done("Renamed");
        });
  }

  /// SIZE (RFC 3659 §4): the octets that a RETR would send now, so in type A the file is read. That
  /// is what mode S sends, whatever the mode: nobody asks how long data in others are.
  Step size(Session session, String pathname) {
    if (session.parameters().structure() != FileStructure.FILE) {
      return new Step.Answer(session, CodingReplies.sizeOfRecords());
    }
    return on(
        session,
        pathname,
        (tree, path) -> {
          FileFacts facts = tree.facts(path, LinkHandling.FOLLOW);
          if (!facts.isFile()) {
            return Replies.unavailable("Not a plain file");
          }
          if (session.parameters().representation() != Representation.ASCII) {
            // EBCDIC has one octet for each of ours.
            return Replies.fileStatus(Long.toString(facts.size()));
          }
          long limit = surroundings.config().limits().asciiSizeOctets();
          return facts.size() > limit
              ? Replies.asciiSizeUnknown(limit)
              : Replies.fileStatus(Long.toString(asciiSize(tree, path)));
        });
  }

  private static long asciiSize(FileTree tree, VirtualPath path) throws IOException {
    try (OpenFile file = tree.read(path, 0)) {
      return AsciiTransform.wireLength(file.channel());
    }
  }

  /// MLST (RFC 3659 §7): one line of facts, over the control connection.
  Step facts(Session session, String pathname) {
    return on(
        session,
        pathname,
        (tree, path) -> {
          FileFacts facts = tree.facts(path, LinkHandling.ITSELF);
          var listings =
              new Listings(
                  tree,
                  surroundings.config().limits(),
                  surroundings.config().clock(),
                  session.required().account().permissions(),
                  session.encoding());
          return Reply.of(
              ReplyCode.FILE_ACTION_COMPLETE,
              "Listing " + path,
              List.of(listings.fact(facts, path.toString(), session.facts())),
              "End");
        });
  }

  /// What comes of an operation on a path, or its failure.
  static Step on(Session session, String pathname, Operation operation) {
    try {
      VirtualPath path = session.directory().resolve(pathname);
      return new Step.Answer(
          session, session.required().files().call(tree -> operation.apply(tree, path)));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  @FunctionalInterface
  interface Operation {
    Reply apply(FileTree tree, VirtualPath path) throws IOException;
  }
}
