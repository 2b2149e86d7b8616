package io.ferryftp.server.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One platform thread that brings connections to the rendezvous while no session does it itself.
///
/// A session that begins its transfer drains its listener first, because the client has usually
/// connected by then; this thread serves those who wait, and closes strays. So it leaves a listener
/// alone for a while after each connection, unless somebody waits there: on a busy server it would
/// be woken for every connection, and come too late for most.
final class Acceptor implements Closeable {
  private static final Logger LOG = System.getLogger(Acceptor.class.getName());

  /// How long a listener is left alone, and so how late a stray may be closed. For one that cannot
  /// accept this is necessary: without descriptors the kernel would report it ready again and
  /// again.
  static final Duration REST = Duration.ofMillis(150);

  private final Selector selector;
  private final Thread thread;

  /// Belongs to the thread.
  private final List<SelectionKey> leftAlone = new ArrayList<>();

  private Acceptor(Selector selector) {
    this.selector = selector;
    this.thread =
        Thread.ofPlatform().daemon().name("ferry-passive-acceptor").unstarted(this::serve);
  }

  static Acceptor start(List<PassiveListener> listeners) throws IOException {
    var acceptor = new Acceptor(Selector.open());
    try {
      for (PassiveListener listener : listeners) {
        listener.register(acceptor.selector);
      }
    } catch (IOException | RuntimeException failure) {
      acceptor.selector.close();
      throw failure;
    }
    acceptor.thread.start();
    return acceptor;
  }

  private void serve() {
    try {
      while (selector.isOpen()) {
        if (leftAlone.isEmpty()) {
          selector.select(this::accept);
        } else {
          waitAndSweep();
        }
      }
    } catch (ClosedSelectorException | CancelledKeyException _) {
      // Closed: this is how the thread ends.
    } catch (IOException broken) {
      LOG.log(Level.ERROR, "Passive connections are served by their sessions alone", broken);
    }
  }

  private void waitAndSweep() throws IOException {
    long end = System.nanoTime() + REST.toNanos();
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      selector.select(this::accept, Math.max(1, Duration.ofNanos(left).toMillis()));
    }
    leftAlone.forEach(key -> key.interestOps(SelectionKey.OP_ACCEPT));
    leftAlone.clear();
  }

  private void accept(SelectionKey key) {
    var listener = (PassiveListener) key.attachment();
    key.interestOps(0);
    try {
      listener.drain();
      // Asked behind the 0: who begins to wait from here on sets it again.
      if (listener.isAwaited()) {
        key.interestOps(SelectionKey.OP_ACCEPT);
        return;
      }
    } catch (ClosedChannelException _) {
      // The ports are being closed.
    } catch (IOException | RuntimeException | Error failure) {
      LOG.log(Level.WARNING, "Cannot accept passive connections for a moment", failure);
    }
    leftAlone.add(key);
  }

  /// Ends the thread and lets go of the listeners' descriptors; they must be closed before.
  @Override
  public void close() {
    try {
      selector.close();
      thread.join();
    } catch (IOException failure) {
      LOG.log(Level.WARNING, "Closing the passive ports", failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
