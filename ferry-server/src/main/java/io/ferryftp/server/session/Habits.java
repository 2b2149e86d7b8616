package io.ferryftp.server.session;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.LegacyCharset;
import java.util.Optional;

/// What a client has said of itself, and which letters it writes names in.
///
/// @param clientName what stood behind CLNT
/// @param directory where CWDs that came too early lead together, for the next login
/// @param names OPTS UTF8, or a device profile
/// @param strangersCharset what legacy names are in while no account tells it
record Habits(
    Optional<String> clientName,
    Optional<VirtualPath> directory,
    Names names,
    LegacyCharset strangersCharset) {
  /// Which letters names are written in.
  enum Names {
    UTF_8,
    /// Those of the account, and before there is one those of the server.
    LEGACY
  }

  /// Nothing has been said.
  static final Habits NONE =
      new Habits(Optional.empty(), Optional.empty(), Names.UTF_8, LegacyCharset.WINDOWS_1252);

  /// What stays when somebody else logs in: it is still the same program.
  Habits ofStranger() {
    return with(Names.UTF_8);
  }

  Habits withClientName(String text) {
    return new Habits(Optional.of(text), directory, names, strangersCharset);
  }

  Habits withDirectory(Optional<VirtualPath> path) {
    return new Habits(clientName, path, names, strangersCharset);
  }

  Habits with(Names other) {
    return new Habits(clientName, directory, other, strangersCharset);
  }

  Habits with(LegacyCharset other) {
    return new Habits(clientName, directory, names, other);
  }
}
