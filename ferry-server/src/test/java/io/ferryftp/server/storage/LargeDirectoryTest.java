package io.ferryftp.server.storage;

import static io.ferryftp.server.storage.TreeLab.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.file.FactsView;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.DirectoryCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Directories that take many reads, of which one goes on while another is looked at.
final class LargeDirectoryTest {
  private static final int ENTRIES = 3000;

  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource(TreeLab.Kind.class)
  void everyEntryIsSeenOnceAndAsItIs(TreeLab.Kind kind) throws IOException {
    try (var lab = TreeLab.start(kind, temporary)) {
      fill(lab, "some", ENTRIES);
      assertThat(sizes(lab, "some")).isEqualTo(expected("some", ENTRIES));
    }
  }

  @ParameterizedTest
  @EnumSource(TreeLab.Kind.class)
  void aViewSaysWhatTheFactsSayAndTheOctetsSpellTheName(TreeLab.Kind kind) throws IOException {
    try (var lab = TreeLab.start(kind, temporary)) {
      fill(lab, "é-", 40);
      lab.tree.createSymbolicLink(path("/link"), path("/é-/é-1"));
      for (String directory : new String[] {"/é-", "/"}) {
        try (var entries = lab.tree.list(path(directory))) {
          while (entries.next()) {
            assertThat(octets(entries)).isEqualTo(WireText.encode(entries.name()));
            FactsView view = entries.view();
            assertThat(FileFacts.of(view)).isEqualTo(entries.facts());
          }
        }
      }
    }
  }

  @Test
  void directoriesReadAtOnceByManyAndLeftHalfReadDoNotMix() throws Exception {
    try (var lab = TreeLab.start(TreeLab.Kind.OPENAT2, temporary);
        ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      var reads = new HashSet<Callable<Boolean>>();
      for (String directory : new String[] {"a", "bb", "ccc", "dddd"}) {
        fill(lab, directory, ENTRIES / 2);
        Map<String, Long> expected = expected(directory, ENTRIES / 2);
        for (int i = 0; i < 5; i++) {
          reads.add(() -> {
            for (int stop = 0; stop < ENTRIES / 2; stop += 487) {
              leaveAt(lab, directory, stop);
            }
            return sizes(lab, directory).equals(expected);
          });
        }
      }
      for (var read : readers.invokeAll(reads)) {
        assertThat(read.get()).isTrue();
      }
    }
  }

  @Test
  void whatVanishedMeanwhileSaysSoAndWhatWasClosedEnds() throws IOException {
    try (var lab = TreeLab.start(TreeLab.Kind.OPENAT2, temporary)) {
      fill(lab, "some", 3);
      DirectoryCursor entries = lab.tree.list(path("/some"));
      assertThat(entries.next()).isTrue();
      Files.delete(lab.home.resolve("some").resolve(entries.name()));
      assertThatThrownBy(entries::view).isInstanceOf(NoSuchFileException.class);
      assertThat(entries.next()).isTrue();
      assertThat(entries.view().size()).isEqualTo(entries.facts().size());
      entries.close();
      entries.close();
      assertThat(entries.next()).isFalse();
      assertThatThrownBy(entries::view).isInstanceOf(IOException.class);
    }
  }

  private static void fill(TreeLab lab, String directory, int entries) throws IOException {
    Path made = Files.createDirectory(PathNames.child(lab.home, directory));
    for (int i = 0; i < entries; i++) {
      Files.write(PathNames.child(made, directory + i), new byte[i % 100]);
    }
  }

  private static Map<String, Long> expected(String directory, int entries) {
    var sizes = new HashMap<String, Long>();
    Stream.iterate(0, i -> i < entries, i -> i + 1)
        .forEach(i -> sizes.put(directory + i, i % 100L));
    return sizes;
  }

  private static Map<String, Long> sizes(TreeLab lab, String directory) throws IOException {
    var sizes = new HashMap<String, Long>();
    try (var entries = lab.tree.list(path("/" + directory))) {
      while (entries.next()) {
        assertThat(sizes.put(entries.name(), entries.view().size())).isNull();
      }
    }
    return sizes;
  }

  private static void leaveAt(TreeLab lab, String directory, int entries) throws IOException {
    try (var cursor = lab.tree.list(path("/" + directory))) {
      for (int i = 0; i < entries; i++) {
        assertThat(cursor.next()).isTrue();
        assertThat(cursor.view().name()).startsWith(directory);
      }
    }
  }

  private static byte[] octets(DirectoryCursor entry) {
    ByteBuffer octets = entry.octets();
    var all = new byte[octets.remaining()];
    octets.get(octets.position(), all);
    return all;
  }
}
