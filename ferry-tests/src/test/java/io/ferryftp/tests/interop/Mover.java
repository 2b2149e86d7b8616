package io.ferryftp.tests.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A client program that moves files to and from one server over one route. Every call runs the
/// program to its end and fails the test if the program was not content.
interface Mover {
  /// Stores a local file under a name in the server's root directory.
  void upload(Path local, String name) throws IOException, InterruptedException;

  /// Fetches a file of the server's root directory.
  void download(String name, Path local) throws IOException, InterruptedException;

  /// The names in a directory of the server's root directory.
  List<String> list(String directory) throws IOException, InterruptedException;

  /// Stores all files of a local directory in a new directory of the server, over one connection.
  void uploadAll(Path local, String directory) throws IOException, InterruptedException;

  /// Fetches all files of a directory of the server, over one connection.
  void downloadAll(String directory, List<String> names, Path local)
      throws IOException, InterruptedException;

  /// Continues an upload behind what the server has.
  void resumeUpload(Path local, String name) throws IOException, InterruptedException;

  /// Continues a download behind what the local file has.
  void resumeDownload(String name, Path local) throws IOException, InterruptedException;
}
