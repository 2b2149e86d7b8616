package io.ferryftp.server.session;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;

/// Where a session stands: CWD, CDUP and PWD.
final class NavigationHandler {
  /// CWD and CDUP.
  Step change(Session session, String pathname) {
    VirtualPath path = session.directory().resolve(pathname);
    try {
      FileFacts facts =
          session.required().files().call(tree -> tree.facts(path, LinkHandling.FOLLOW));
      return facts.isDirectory()
          ? new Step.Answer(
              session.withDirectory(path), Replies.done("Directory changed to " + path))
          : new Step.Answer(session, Replies.unavailable("Not a directory"));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  /// PWD.
  Step print(Session session) {
    return new Step.Answer(
        session, Replies.pathname(session.directory(), "is the working directory"));
  }
}
