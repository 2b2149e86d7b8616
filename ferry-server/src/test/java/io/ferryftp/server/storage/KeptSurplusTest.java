package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.file.VirtualPath;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An account keeps so many interrupted uploads and no more, and never at the cost of another.
class KeptSurplusTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void oldestUploadBeyondTheLimitIsTheOneToGo(@TempDir Path data) throws Exception {
    try (DataDirectory directory = DataDirectory.open(data, Durability.RELAXED)) {
      var kept = new KeptUploads(directory);
      keep(kept, "bert", 0);
      for (int i = 1; i <= KeptUploads.PER_ACCOUNT; i++) {
        keep(kept, "anna", i);
      }
      assertThat(kept.claimSurplus("anna")).isEmpty();

      keep(kept, "anna", KeptUploads.PER_ACCOUNT + 1);

      assertThat(kept.claimSurplus("anna"))
          .extracting(upload -> upload.key().path())
          .containsExactly(path(1));
      assertThat(kept.find(key("bert", 0))).isPresent();
    }
  }

  private static void keep(KeptUploads kept, String account, int number) throws Exception {
    var place = new Marks.Place("/home", VirtualPath.ROOT);
    kept.keep(key(account, number), place, ".ferry-" + number, START.plusSeconds(number));
  }

  private static KeptUploads.Key key(String account, int number) {
    return new KeptUploads.Key(account, "/home", path(number));
  }

  private static VirtualPath path(int number) {
    return VirtualPath.of("/" + number);
  }
}
