package io.ferryftp.server.session;

import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TextOffset;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OffsetBeyondEndException;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// Where the portion of REST or RANG begins in a file: offsets are of what is transferred, as SIZE
/// counts it (RFC 3659 §5.2, §5.3), so in type A the file is read up to there.
///
/// @param limitOctets of a file that is read for that
record PortionStart(Session session, long limitOctets) {
  /// Behind the end of every file, for storage to refuse when nothing else is wrong.
  private static final long BEHIND_EVERY_END = Long.MAX_VALUE;

  /// Where it lies in a file to send.
  ///
  /// @throws OffsetBeyondEndException if it does not lie in a text; other files are not looked at
  /// @throws TextTooLongException if nobody counts so far
  TextOffset in(FileTree tree, VirtualPath path) throws IOException {
    long first = session.portion().first();
    if (first == 0 || session.parameters().representation() != Representation.ASCII) {
      // EBCDIC has one octet for each of ours.
      return new TextOffset(first, 0);
    }
    try (OpenFile file = tree.read(path, 0)) {
      if (file.facts().size() > limitOctets) {
        throw new TextTooLongException(path);
      }
      return TextOffset.find(file.channel(), first)
          .orElseThrow(() -> new OffsetBeyondEndException(path.toString(), "the text is shorter"));
    }
  }

  /// What STOR does with the portion, and APPE with an offset (RFC 3659 §5.3).
  Placement placement(FileTree tree, VirtualPath path) throws IOException {
    long first = session.portion().first();
    if (session.portion().last().isPresent()) {
      return new Placement.Within(first, session.portion().last().getAsLong());
    }
    if (first == 0) {
      return new Placement.Replace();
    }
    try {
      return new Placement.ResumeAt(in(tree, path).local());
    } catch (NoSuchFileException | OffsetBeyondEndException e) {
      return new Placement.ResumeAt(BEHIND_EVERY_END);
    }
  }

  /// The file has more octets than are counted in type A.
  static final class TextTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    TextTooLongException(VirtualPath path) {
      super(path + " is too long to be counted");
    }
  }
}
