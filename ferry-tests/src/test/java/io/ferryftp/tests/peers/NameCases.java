package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.tests.harness.FileNames;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import io.ferryftp.tests.peers.PeerServer.Difference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/// Files with the names that have broken servers and clients before.
final class NameCases {
  private static final List<String> MORE =
      List.of("facts;type=dir; x", "=", "back\\slash", "a -> b", "~", "*", "10:30 total 5");

  private NameCases() {}

  static List<Case> all() {
    return Stream.concat(FileNames.ALL.stream(), MORE.stream())
        .map(name -> new Case("name '" + name + "'", with -> meet(with, name)))
        .toList();
  }

  /// There and back, or refused by a server that is known not to bear the name.
  private static void meet(Encounter with, String name) throws IOException {
    boolean refused =
        (name.contains("\\") && with.differs(Difference.NO_BACKSLASH))
            || (name.startsWith("~") && with.differs(Difference.TILDE_IS_HOME));
    if (refused) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() ->
              with.client()
                  .store(new ByteArrayInputStream(new byte[1]), name, TransferOptions.DEFAULT));
      with.assertUsable();
    } else if (!name.equals(name.strip()) && with.differs(Difference.OUTER_BLANKS_CHANGE)) {
      byte[] content = SampleFile.content(name.hashCode(), 1234);
      with.client().store(new ByteArrayInputStream(content), name, TransferOptions.DEFAULT);
      with.assertServed(name.replaceAll("^ | $", "_"), content);
    } else {
      thereAndBack(with, name);
    }
  }

  private static void thereAndBack(Encounter with, String name) throws IOException {
    byte[] content = SampleFile.content(name.hashCode(), 1234);
    with.client().store(new ByteArrayInputStream(content), name, TransferOptions.DEFAULT);
    with.assertServed(name, content);
    assertThat(with.client().list("")).extracting(RemoteFile::name).containsExactly(name);
    assertThat(DirectoryCases.namesWithoutDots(with)).containsExactly(name);
    assertThat(with.client().size(name)).hasValue(1234);
    assertThat(with.client().facts(name).orElseThrow().isFile()).isTrue();
    var fetched = new ByteArrayOutputStream();
    with.client().retrieve(name, fetched, TransferOptions.DEFAULT);
    assertThat(Sha256.of(fetched.toByteArray())).isEqualTo(Sha256.of(content));
    with.client().rename(name, "plain");
    with.assertServed("plain", content);
    with.client().rename("plain", name);
    with.client().delete(name);
    assertThat(with.here()).isEmptyDirectory();
    boolean fileOnly = name.length() == 1 && "~*".contains(name);
    if (fileOnly && with.differs(Difference.FILE_NAMES_NOT_FOR_DIRECTORIES)) {
      return;
    }
    with.client().makeDirectory(name);
    with.client().changeDirectory(name);
    assertThat(with.client().workingDirectory()).endsWith("/" + name);
    assertThat(WireText.isUnicode(with.client().workingDirectory())).isTrue();
  }
}
