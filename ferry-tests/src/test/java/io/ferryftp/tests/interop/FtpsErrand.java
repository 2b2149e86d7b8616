package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.TestCertificates;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a client is sent for: directories, each with one file, that it lists and fetches from the
/// server, and as many that it takes there.
///
/// @param version of TLS, and no other
/// @param port of the server
/// @param served what the server serves
/// @param scratch the client's directory
record FtpsErrand(TlsVersion version, int port, Path served, Path scratch) {
  /// What one session does in series.
  static final int STEPS = 10;

  private static final int SIZE = 40_000;

  /// One thing to do on the server. Names have no blanks.
  sealed interface Step {
    record Listing(String directory) implements Step {}

    record Fetching(String remote, Path local) implements Step {}

    record Storing(Path local, String remote) implements Step {}
  }

  /// Lays everything down.
  FtpsErrand prepare() throws IOException {
    for (int i = 0; i < STEPS; i++) {
      Files.createDirectories(served.resolve(back(i)).resolveSibling(""));
      Files.createDirectories(got(i).resolveSibling(""));
      SampleFile.random(withParent(served.resolve(there(i))), i, SIZE + i);
      SampleFile.random(withParent(own(i)), 100 + i, SIZE - i);
    }
    TestCertificates.write(TestCertificates.server(), scratch);
    return this;
  }

  /// The file of the authority that vouches for the server.
  Path authority() {
    return scratch.resolve("authority.pem");
  }

  /// Everything, in its order.
  List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (int i = 0; i < STEPS; i++) {
      steps.addAll(part(i));
    }
    return steps;
  }

  /// One directory's part of it.
  List<Step> part(int i) {
    return List.of(
        new Step.Listing("there/d" + i),
        new Step.Fetching(there(i), got(i)),
        new Step.Storing(own(i), back(i)));
  }

  /// Steps as the scripts in the resources read them.
  static List<String> commands(List<Step> steps) {
    return steps.stream()
        .map(step ->
            switch (step) {
              case Step.Listing listing -> "list " + listing.directory();
              case Step.Fetching fetching -> "get " + fetching.remote() + " " + fetching.local();
              case Step.Storing storing -> "put " + storing.local() + " " + storing.remote();
            })
        .toList();
  }

  void assertDone() throws IOException {
    for (int i = 0; i < STEPS; i++) {
      assertThat(Sha256.of(got(i)))
          .as("fetched %d", i)
          .isEqualTo(Sha256.of(served.resolve(there(i))));
      assertThat(Sha256.of(served.resolve(back(i))))
          .as("stored %d", i)
          .isEqualTo(Sha256.of(own(i)));
    }
  }

  private static String there(int i) {
    return "there/d" + i + "/f" + i;
  }

  private static String back(int i) {
    return "back/d" + i + "/f" + i;
  }

  private Path got(int i) {
    return scratch.resolve("got/d" + i + "/f" + i);
  }

  private Path own(int i) {
    return scratch.resolve("own/d" + i + "/f" + i);
  }

  private static Path withParent(Path file) throws IOException {
    Files.createDirectories(file.resolveSibling(""));
    return file;
  }
}
