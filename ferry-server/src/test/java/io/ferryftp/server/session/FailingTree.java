package io.ferryftp.server.session;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.ReadableByteChannel;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree whose calls fail from a chosen one on: its own, and those of the files, uploads and
/// cursors that it gives, but for closing. Until [#failFrom] none does. Every fact can be set in
/// it.
final class FailingTree {
  private final FileTree tree;
  private StorageFailure failure = StorageFailure.INPUT_OUTPUT;
  private int good = Integer.MAX_VALUE;
  private boolean struck;

  /// @param whole what the calls that do not fail are made on
  FailingTree(FileTree whole) {
    tree = failing(FileTree.class, whole);
  }

  FileTree tree() {
    return tree;
  }

  /// From here on so many calls, of those that can fail in this way, are good; no other is.
  void failFrom(StorageFailure how, int calls) {
    failure = how;
    good = calls;
    struck = false;
  }

  /// Whether a call has failed.
  boolean hasStruck() {
    return struck;
  }

  private <T> T failing(Class<T> type, T whole) {
    InvocationHandler handler = (_, method, arguments) -> call(whole, method, arguments);
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private @Nullable Object call(Object whole, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (List.of(method.getExceptionTypes()).contains(IOException.class)
        && !method.getName().equals("close")
        && failure.isOf(method.getName())) {
      if (good == 0) {
        struck = true;
        throw failure.make();
      }
      good--;
    }
    if (method.getName().equals("settable")) {
      return EnumSet.of(Fact.MODIFY, Fact.CREATE, Fact.UNIX_MODE);
    }
    try {
      return within(method.invoke(whole, arguments));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private @Nullable Object within(@Nullable Object result) {
    return switch (result) {
      case Upload upload -> failing(Upload.class, upload);
      case DirectoryCursor cursor -> failing(DirectoryCursor.class, cursor);
      case OpenFile file ->
          new OpenFile(failing(ReadableByteChannel.class, file.channel()), file.facts());
      case null, default -> result;
    };
  }
}
