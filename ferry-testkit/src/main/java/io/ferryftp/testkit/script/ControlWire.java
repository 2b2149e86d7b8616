package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.TlsWire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// A control connection: a queue of the lines that the peer said, and a way to say something.
///
/// A line that does not end in CR LF is given with the LF that ended it, or with an LF and `…` if
/// nothing did, so that no template meets it.
///
/// Behind a line that TLS may follow, nothing more is read before the script has said whether it
/// does: what comes then is either the handshake's or another line.
final class ControlWire {
  /// The most lines that wait to be looked at; the peer has to wait then.
  private static final int QUEUED_LINES = 1000;

  /// The most lines that are kept for looking at later.
  private static final int KEPT_LINES = 10_000;

  private static final int AHEAD_OCTETS = 4096;

  /// The reader waits as long as the conversation lasts.
  private static final Duration EVER = Duration.ofDays(1);

  /// In front of ABOR clients send Telnet's IP and Synch (RFC 959 §4.1.3), which are no part of it.
  private static final String TELNET = "[\uDCFF\uDCF4\uDCF2]*";

  private final Stage stage;
  private final Predicate<String> mayTurnToTls;
  private final Deque<String> queue = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final Runnable atEnd;
  private final ByteBuffer ahead = ByteBuffer.allocate(AHEAD_OCTETS).limit(0);
  private volatile Wire wire;
  private volatile boolean waiting;
  private Stage.Pace pace = Stage.Pace.FULL;
  private volatile boolean ended;

  /// @param atEnd runs once the peer has closed the connection
  ControlWire(Stage stage, Wire wire, Script script, Player.End end, Runnable atEnd) {
    this.stage = stage;
    this.atEnd = atEnd;
    this.wire = stage.keep(wire);
    this.waiting = script.beginsWithTls();
    this.mayTurnToTls = line -> script.mayTurnToTls(end, line);
    Thread.ofVirtual().name("script-reader").start(this::read);
  }

  /// What the peer did next on the control connection.
  sealed interface News {
    /// It said a line.
    record Line(String text) implements News {}

    /// It did nothing else any more.
    enum Silence implements News {
      /// It closed the connection.
      ENDED,
      /// The time is over.
      LATE
    }
  }

  /// Waits for the next line.
  News next(Duration limit) {
    // A line that TLS may follow is the last that was read: once it is taken and nothing came of
    // it, reading goes on.
    stage.bell().ring(() -> waiting &= !queue.isEmpty());
    stage.bell().await(this::hasNews, limit);
    var taken = new ArrayList<News>();
    stage
        .bell()
        .ring(() -> {
          String line = queue.poll();
          if (line != null) {
            taken.add(new News.Line(line));
          } else {
            taken.add(ended || stage.isClosed() ? News.Silence.ENDED : News.Silence.LATE);
          }
        });
    return taken.getFirst();
  }

  /// Whether there is a line, or never will be one. To be asked under the bell's lock.
  boolean hasNews() {
    return !queue.isEmpty() || hasEnded();
  }

  /// Whether the peer has closed the connection, or all is over.
  boolean hasEnded() {
    return ended || stage.isClosed();
  }

  /// Waits for something, or for the limit.
  boolean await(BooleanSupplier something) {
    return stage.bell().await(something, stage.setting().patience());
  }

  /// All lines that the peer said so far.
  List<String> heard() {
    var copy = new ArrayList<String>();
    stage.bell().ring(() -> copy.addAll(heard));
    return List.copyOf(copy);
  }

  /// From now on, sends at this pace.
  void pace(Stage.Pace other) {
    pace = other;
  }

  /// Goes on in TLS, or ends in the handshake if the script wants that.
  ///
  /// @param line of the script that says so
  void protect(ScriptTls tls, int line) throws Deviation {
    try {
      agree(tls, line);
    } catch (IOException e) {
      throw new Deviation(line, "TLS", "none: " + e);
    }
  }

  /// Goes on in TLS, or ends if the peer does not want it.
  ///
  /// @param line of the script that says so
  void offer(ScriptTls tls, int line) throws Deviation {
    try {
      agree(tls, line);
    } catch (IOException e) {
      System.getLogger(ControlWire.class.getName()).log(System.Logger.Level.DEBUG, "refused", e);
      close();
    }
  }

  private void agree(ScriptTls tls, int line) throws IOException, Deviation {
    if (!waiting) {
      throw new IllegalStateException("TLS begins behind a line of the peer, or first of all");
    }
    if (ahead.hasRemaining()) {
      throw new Deviation(line, "TLS", "more in clear");
    }
    tls.protectControl(wire).ifPresentOrElse(ready -> wire = ready, this::close);
  }

  /// Sends octets. A peer that is gone does not hear them, which is no failure.
  void say(InputStream octets) {
    try (octets) {
      stage.send(wire, octets, Long.MAX_VALUE, pace);
    } catch (IOException e) {
      stage.bell().ring(() -> ended = true);
    }
  }

  /// Ends the connection in good order.
  void close() {
    try {
      if (wire instanceof TlsWire) {
        wire.shutdownOutput();
      }
    } catch (IOException e) {
      // A peer that is gone does not hear the end of TLS either.
      System.getLogger(ControlWire.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    }
    stage.discard(wire);
    stage.bell().ring(() -> waiting = false);
  }

  /// Resets the connection.
  void reset() throws IOException {
    stage.reset(wire);
  }

  private void read() {
    var line = new ByteArrayOutputStream();
    try {
      awaitGoingOn();
      int octet;
      while (line.size() <= stage.setting().lineOctets() && (octet = octet()) >= 0) {
        line.write(octet);
        if (octet == '\n') {
          put(withoutEnd(WireText.decode(line.toByteArray())));
          line.reset();
          awaitGoingOn();
        }
      }
      if (line.size() > 0) {
        put(WireText.decode(line.toByteArray()) + "\n…");
      }
    } catch (IOException e) {
      // A reset, or the end of everything here: either way there is nothing more to hear.
      System.getLogger(ControlWire.class.getName()).log(System.Logger.Level.DEBUG, "ended", e);
    }
    stage.bell().ring(() -> ended = true);
    atEnd.run();
  }

  private int octet() throws IOException {
    if (!ahead.hasRemaining()) {
      int count = wire.read(ahead.clear(), EVER);
      ahead.flip();
      if (count < 0) {
        return -1;
      }
    }
    return ahead.get() & 0xFF;
  }

  private void awaitGoingOn() {
    stage.bell().await(() -> !waiting || stage.isClosed(), EVER);
  }

  private static String withoutEnd(String line) {
    String bare = line.replaceFirst("^" + TELNET, "");
    return bare.endsWith("\r\n") ? bare.substring(0, bare.length() - 2) : bare;
  }

  private void put(String line) {
    stage
        .bell()
        .await(() -> queue.size() < QUEUED_LINES || stage.isClosed(), stage.setting().patience());
    stage
        .bell()
        .ring(() -> {
          queue.add(line);
          waiting = mayTurnToTls.test(line);
          if (heard.size() < KEPT_LINES) {
            heard.add(line);
          }
        });
  }
}
