package io.ferryftp.tests.robustness;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An error that is nobody's failure, such as a full heap, must not leave a session waiting for the
/// end of its transfer for ever.
class MachineErrorTest {
  @Test
  @Timeout(60)
  void transferIsAnsweredAndTheSessionGoesOn() throws Exception {
    try (var server = EmbeddedServer.over(_ -> tree(), "/", UnaryOperator.identity());
        ControlClient client = server.login()) {
      for (int i = 0; i < 3; i++) {
        try (Socket _ = client.extendedPassive()) {
          client.expectOpening("RETR large");
          client.expect(451);
        }
        client.expect(257, "PWD");
      }
    }
  }

  private static FileTree tree() {
    return (FileTree)
        Proxy.newProxyInstance(
            FileTree.class.getClassLoader(),
            new Class<?>[] {FileTree.class},
            (_, method, arguments) ->
                switch (method.getName()) {
                  case "facts" -> facts((VirtualPath) arguments[0]);
                  case "read" -> new OpenFile(new FullHeap(), facts((VirtualPath) arguments[0]));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static FileFacts facts(VirtualPath path) {
    FileType type = path.isRoot() ? FileType.DIRECTORY : FileType.FILE;
    return new FileFacts(
        path.name().orElse(""), type, 10, Instant.EPOCH, 0644, Optional.empty(), Optional.empty());
  }

  private static final class FullHeap implements ReadableByteChannel {
    @Override
    public int read(ByteBuffer into) {
      throw new OutOfMemoryError("of this test");
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
