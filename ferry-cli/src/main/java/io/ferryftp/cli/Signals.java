package io.ferryftp.cli;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// SIGTERM and Ctrl-C, and the hang-up of a terminal: the first one ends [#awaitFirst], every
/// further one runs what was given for it, in a thread of its own.
///
/// A shutdown hook cannot do this: once hooks run, the JVM takes no second signal, and its exit
/// code is the signal's. `sun.misc.Signal` can; it is reached by name because javac warns about
/// every mention of it and warnings are errors here. A signal that was ignored when the program
/// started (`nohup`) stays ignored.
final class Signals {
  private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

  private final CountDownLatch first = new CountDownLatch(1);
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

  /// Returns when the first signal has come.
  void awaitFirst() throws InterruptedException {
    first.await();
  }

  private void install() throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    MethodHandle arrived =
        MethodHandles.lookup().bind(this, "arrived", MethodType.methodType(void.class));
    Object receiver =
        MethodHandleProxies.asInterfaceInstance(
            handler, MethodHandles.dropArguments(arrived, 0, signal));
    Method handle = signal.getMethod("handle", signal, handler);
    for (String name : NAMES) {
      try {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), receiver);
      } catch (InvocationTargetException e) {
        // The JVM keeps a signal to itself (-Xrs), or the system has none of this name.
        System.getLogger(Signals.class.getName())
            .log(System.Logger.Level.WARNING, "the signal " + name + " stops at once", e);
      }
    }
  }

  @SuppressWarnings("UnusedMethod") // Called through the handle.
  private void arrived() {
    synchronized (first) {
      if (first.getCount() > 0) {
        first.countDown();
        return;
      }
    }
    further.run();
  }
}
