package io.ferryftp.tests.robustness;

import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A storage that hangs as a dead disk does: in a native call that holds the thread that made it.
/// `/stuck` hangs at every look at it; `/endless` can be opened and hangs in its first read. A call
/// hangs until [#close].
final class HangingTree implements FileTree, AutoCloseable {
  private static final MethodHandle PIPE = function("pipe", ValueLayout.ADDRESS);
  private static final MethodHandle READ =
      function("read", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
  private static final MethodHandle CLOSE = function("close", ValueLayout.JAVA_INT);

  private final AtomicInteger hanging = new AtomicInteger();
  private final int readEnd;
  private final int writeEnd;

  HangingTree() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(ValueLayout.JAVA_INT, 2);
      call(PIPE, ends);
      readEnd = ends.getAtIndex(ValueLayout.JAVA_INT, 0);
      writeEnd = ends.getAtIndex(ValueLayout.JAVA_INT, 1);
    }
  }

  /// How many calls hang now.
  int hanging() {
    return hanging.get();
  }

  @Override
  public void close() {
    call(CLOSE, writeEnd);
  }

  private void hang() {
    hanging.incrementAndGet();
    try (Arena arena = Arena.ofConfined()) {
      call(READ, readEnd, arena.allocate(1), 1L);
    } finally {
      hanging.decrementAndGet();
    }
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    if (path.equals(VirtualPath.of("/stuck"))) {
      hang();
    }
    FileType type = path.isRoot() ? FileType.DIRECTORY : FileType.FILE;
    return new FileFacts(
        path.name().orElse(""), type, 10, Instant.EPOCH, 0644, Optional.empty(), Optional.empty());
  }

  @Override
  public OpenFile read(VirtualPath file, long offset) throws IOException {
    return new OpenFile(new HangingChannel(), facts(file, LinkHandling.FOLLOW));
  }

  private final class HangingChannel implements ReadableByteChannel {
    private boolean open = true;

    @Override
    public int read(ByteBuffer into) {
      hang();
      return -1;
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    throw new NoSuchFileException(directory.toString());
  }

  @Override
  public Upload write(VirtualPath file, Placement placement) throws IOException {
    throw new NoSuchFileException(file.toString());
  }

  @Override
  public void createDirectory(VirtualPath directory) throws IOException {
    throw new NoSuchFileException(directory.toString());
  }

  @Override
  public void deleteFile(VirtualPath file) throws IOException {
    throw new NoSuchFileException(file.toString());
  }

  @Override
  public void deleteDirectory(VirtualPath directory) throws IOException {
    throw new NoSuchFileException(directory.toString());
  }

  @Override
  public void rename(VirtualPath from, VirtualPath to) throws IOException {
    throw new NoSuchFileException(from.toString());
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    throw new NoSuchFileException(path.toString());
  }

  @Override
  public long usableSpace(VirtualPath path) {
    return 0;
  }

  @SuppressWarnings("restricted") // a hang in native code is what this is about
  private static MethodHandle function(String name, ValueLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, arguments));
  }

  private static void call(MethodHandle function, Object... arguments) {
    try {
      function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
