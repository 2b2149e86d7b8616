package io.ferryftp.tests.robustness;

import io.ferryftp.account.Account;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.MemoryStorage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/// Files in memory whose content cannot be read before a gate is opened, so that what reads them
/// goes on for as long as a test likes.
final class GatedStorage implements Storage, AutoCloseable {
  private final MemoryStorage memory = new MemoryStorage();
  private final CountDownLatch gate = new CountDownLatch(1);

  /// Lets everybody read from now on.
  void open() {
    gate.countDown();
  }

  @Override
  public void close() {
    open();
  }

  @Override
  public FileTree open(Account account) throws IOException {
    FileTree tree = memory.open(account);
    return (FileTree)
        Proxy.newProxyInstance(
            FileTree.class.getClassLoader(),
            new Class<?>[] {FileTree.class},
            (_, method, arguments) -> {
              try {
                Object result = method.invoke(tree, arguments);
                return result instanceof OpenFile file
                    ? new OpenFile(new Gated(file.channel()), file.facts())
                    : result;
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNullElse(e.getCause(), e);
              }
            });
  }

  private final class Gated implements ReadableByteChannel {
    private final ReadableByteChannel channel;

    Gated(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
      return channel.read(into);
    }

    @Override
    public boolean isOpen() {
      return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
