package io.ferryftp.tests.interop;

/// One thing that a client does on the server. Local names are of files in its working directory,
/// remote names of files in the server's root directory.
sealed interface Task {
  /// Shows the names in a directory of the server.
  record Listing(String directory) implements Task {}

  record Fetching(String remote, String local) implements Task {}

  record Storing(String local, String remote) implements Task {}

  /// Goes on behind what the local file has.
  record ResumedFetching(String remote, String local) implements Task {}

  /// Goes on behind what the server's file has.
  record ResumedStoring(String local, String remote) implements Task {}

  record Deleting(String remote) implements Task {}

  record Renaming(String from, String to) implements Task {}

  record MakingDirectory(String remote) implements Task {}

  record RemovingDirectory(String remote) implements Task {}

  /// Shows the time of a server's file, or fetches the file with its time.
  record ReadingTime(String remote, String local) implements Task {}

  /// Gives a server's file the time of a local one, or stores it with its time.
  record SettingTime(String local, String remote) implements Task {}
}
