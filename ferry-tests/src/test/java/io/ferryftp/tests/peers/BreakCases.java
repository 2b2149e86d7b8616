package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ferryftp.client.Download;
import io.ferryftp.client.Resume;
import io.ferryftp.client.Store;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.tests.harness.SampleFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Transfers that end early or never begin; the session goes on after each of them.
final class BreakCases {
  /// More than both ends' sockets hold, so that the server still sends when the client stops.
  private static final long LARGE = 64L << 20;

  private static final int SOME = 1 << 20;

  /// More than both ends' sockets hold, so that the server has begun to receive: pyftpdlib never
  /// answers again when it is told to abort a transfer whose data connection it has not accepted.
  private static final int UNDER_WAY = 16 << 20;

  private BreakCases() {}

  static List<Case> all() {
    return List.of(
        new Case("abort of a download", BreakCases::abortedDownload),
        new Case("download closed early", BreakCases::closedDownload),
        new Case("download closed unread", BreakCases::unreadDownload),
        new Case("download closed behind its last octet", BreakCases::almostReadDownload),
        new Case("abort of an upload", BreakCases::abortedUpload),
        new Case("upload closed early", BreakCases::closedUpload),
        new Case("download of nothing", BreakCases::missing),
        new Case("upload into nothing", BreakCases::nowhere));
  }

  private static Download large(Encounter with) throws IOException {
    SampleFile.sparse(with.here().resolve("large"), 'x', LARGE, new byte[0]);
    return with.client().retrieve("large", TransferOptions.DEFAULT);
  }

  private static void abortedDownload(Encounter with) throws IOException {
    Download download = large(with);
    assertThat(download.read(ByteBuffer.allocate(SOME))).isPositive();
    with.client().abort();
    assertThat(catchThrowable(() -> download.read(ByteBuffer.allocate(SOME))))
        .as("an aborted file has no end")
        .isNotNull();
    download.close();
    with.assertUsable();
  }

  private static void closedDownload(Encounter with) throws IOException {
    try (Download download = large(with)) {
      assertThat(download.read(ByteBuffer.allocate(SOME))).isPositive();
    }
    with.assertUsable();
  }

  private static void unreadDownload(Encounter with) throws IOException {
    for (int i = 0; i < 5; i++) {
      with.served("small", 100);
      with.client().retrieve("small", TransferOptions.DEFAULT).close();
      with.assertUsable();
    }
  }

  private static void almostReadDownload(Encounter with) throws IOException {
    with.served("small", 100);
    try (Download download = with.client().retrieve("small", TransferOptions.DEFAULT)) {
      var buffer = ByteBuffer.allocate(100);
      while (buffer.hasRemaining()) {
        assertThat(download.read(buffer)).isPositive();
      }
    }
    with.assertUsable();
  }

  private static void abortedUpload(Encounter with) throws IOException {
    Store store = with.client().store("file", TransferOptions.DEFAULT);
    store.write(ByteBuffer.allocate(UNDER_WAY));
    with.client().abort();
    assertThat(catchThrowable(store::complete)).as("an aborted file is not complete").isNotNull();
    store.close();
    with.assertUsable();
  }

  private static void closedUpload(Encounter with) throws IOException {
    try (Store store = with.client().store("file", TransferOptions.DEFAULT)) {
      store.write(ByteBuffer.allocate(UNDER_WAY));
    }
    with.assertUsable();
  }

  private static void missing(Encounter with) throws IOException {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().retrieve("missing", TransferOptions.DEFAULT))
        .satisfies(refused -> assertThat(refused.reply().orElseThrow().number()).isEqualTo(550));
    assertThatExceptionOfType(FtpException.class)
        .isThrownBy(
            () -> with.client().retrieve("missing", with.local().resolve("here"), Resume.NO));
    assertThat(with.local()).isEmptyDirectory();
    with.assertUsable();
  }

  private static void nowhere(Encounter with) throws IOException {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() ->
            with.client()
                .store(
                    new ByteArrayInputStream(new byte[10]),
                    "missing/file",
                    TransferOptions.DEFAULT));
    with.assertUsable();
  }
}
