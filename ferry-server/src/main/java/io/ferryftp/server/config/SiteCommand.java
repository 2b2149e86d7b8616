package io.ferryftp.server.config;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import java.io.IOException;

/// A command behind `SITE`, the one door that FTP leaves open for a server's own words. It is given
/// the guarded tree of whoever is logged in, so it cannot do more than they may. One command serves
/// all sessions, many at a time.
public interface SiteCommand {
  /// What follows `SITE`: capitals from A to Z, always the same ones.
  String word();

  /// Its arguments, for `SITE HELP`; empty if it takes none.
  String syntax();

  /// Does it.
  ///
  /// @param directory the working directory, for relative pathnames
  /// @param arguments the rest of the line, as sent; may be empty
  /// @throws IOException as the operations of [FileTree] do; it becomes the reply they have
  Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException;

  /// How it went.
  sealed interface Result {}

  /// It was done: 200.
  ///
  /// @param text for the client
  record Done(String text) implements Result {}

  /// Its arguments make no sense: 501.
  ///
  /// @param text for the client; never repeats what the client sent
  record BadArgument(String text) implements Result {}
}
