package io.ferryftp.tests.sequences;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.Placement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A tree of any storage, past the server.
record TreePlayground(FileTree tree) implements Playground {
  @Override
  public void reset(Map<String, Optional<String>> wanted) throws IOException {
    for (var entry : new TreeMap<>(contents()).descendingMap().entrySet()) {
      if (entry.getValue().isPresent()) {
        tree.deleteFile(path(entry.getKey()));
      } else {
        tree.deleteDirectory(path(entry.getKey()));
      }
    }
    for (var entry : new TreeMap<>(wanted).entrySet()) {
      if (entry.getValue().isEmpty()) {
        tree.createDirectory(path(entry.getKey()));
      } else {
        try (var upload = tree.write(path(entry.getKey()), new Placement.Replace())) {
          upload.write(ByteBuffer.wrap(entry.getValue().get().getBytes(ISO_8859_1)));
          upload.commit();
        }
      }
    }
  }

  @Override
  public boolean hasLinks() {
    return false;
  }

  @Override
  public Map<String, Optional<String>> contents() throws IOException {
    var all = new TreeMap<String, Optional<String>>();
    collect(VirtualPath.ROOT, all);
    return all;
  }

  private void collect(VirtualPath directory, Map<String, Optional<String>> all)
      throws IOException {
    try (var entries = tree.list(directory)) {
      while (entries.next()) {
        FileFacts facts = entries.facts();
        VirtualPath path = directory.child(facts.name());
        String name = new String(WireText.encode(path.toString()), ISO_8859_1);
        if (facts.isDirectory()) {
          all.put(name, Optional.empty());
          collect(path, all);
        } else {
          try (var file = tree.read(path, 0)) {
            byte[] octets = Channels.newInputStream(file.channel()).readAllBytes();
            all.put(name, Optional.of(new String(octets, ISO_8859_1)));
          }
        }
      }
    }
  }

  private static VirtualPath path(String octets) {
    return VirtualPath.of(WireText.decode(octets.getBytes(ISO_8859_1)));
  }
}
