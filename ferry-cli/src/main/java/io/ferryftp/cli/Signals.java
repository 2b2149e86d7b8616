package io.ferryftp.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// SIGTERM and Ctrl-C, and the hang-up of a terminal: the first one ends [#awaitFirst], every
/// further one runs what was given for it, in a thread of its own.
///
/// A shutdown hook cannot do this: once hooks run, the JVM takes no second signal, and its exit
/// code is the signal's. `sun.misc.Signal` can; it is reached by name because javac warns about
/// every mention of it and warnings are errors here. A signal that was ignored when the program
/// started (`nohup`) stays ignored.
final class Signals {
  /// The signals that are taken.
  enum Kind {
    TERM,
    INT,
    HUP
  }

  private final CompletableFuture<Kind> first = new CompletableFuture<>();
  private final Runnable further;

  private Signals(Runnable further) {
    this.further = further;
  }

  /// Takes the signals from now on.
  static Signals take(Runnable further) {
    var signals = new Signals(further);
    try {
      signals.install();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java runtime lacks the module jdk.unsupported", e);
    }
    return signals;
  }

  /// Returns when the first signal has come, and says which.
  Kind awaitFirst() throws InterruptedException {
    try {
      return first.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("signals do not fail", e);
    }
  }

  private void install() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    Method handle = signal.getMethod("handle", signal, handler);
    for (Kind kind : Kind.values()) {
      Object receiver =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, called, _) -> answer(kind, called));
      try {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(kind.name()), receiver);
      } catch (InvocationTargetException e) {
        // The JVM keeps a signal to itself (-Xrs), or the system has none of this name.
        System.getLogger(Signals.class.getName())
            .log(System.Logger.Level.WARNING, "the signal " + kind + " stops at once", e);
      }
    }
  }

  /// All that the JVM asks of a handler is to take its signal.
  private @Nullable Object answer(Kind kind, Method called) {
    if (!called.getName().equals("handle")) {
      throw new UnsupportedOperationException(called.getName());
    }
    arrived(kind);
    return null;
  }

  private void arrived(Kind kind) {
    if (!first.complete(kind)) {
      further.run();
    }
  }
}
