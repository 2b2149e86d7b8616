package io.ferryftp.tests.durability;

import io.ferryftp.tests.harness.ControlClient;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.Semaphore;

/// Uploads one version of a file after another until the connection breaks, and remembers which
/// ones the server confirmed.
final class Uploader {
  private static final int CHUNK_BYTES = 16 << 10;

  private final String name;
  private final Semaphore progress;
  // Written by the uploading thread alone, read when it has ended.
  private volatile int started;
  private volatile int confirmed;

  /// @param name of the file
  /// @param progress gets a permit for every chunk that was sent
  Uploader(String name, Semaphore progress) {
    this.name = name;
    this.progress = progress;
  }

  String name() {
    return name;
  }

  /// The last version that was begun.
  int started() {
    return started;
  }

  /// The last version for which the server said 226.
  int confirmed() {
    return confirmed;
  }

  /// Uploads until something breaks.
  ///
  /// @return what broke
  IOException runUntilBroken(ControlClient client) {
    try (client) {
      while (true) {
        upload(client, new Version(name, started + 1));
      }
    } catch (IOException e) {
      return e;
    }
  }

  private void upload(ControlClient client, Version version) throws IOException {
    byte[] content = version.content();
    started = version.number();
    try (Socket data = client.extendedPassive()) {
      client.expectOpening("STOR " + name);
      for (int from = 0; from < content.length; from += CHUNK_BYTES) {
        data.getOutputStream().write(content, from, Math.min(CHUNK_BYTES, content.length - from));
        progress.release();
      }
    }
    client.expect(226);
    confirmed = version.number();
  }
}
