package io.ferryftp.testkit.script;

import io.ferryftp.protocol.text.WireText;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/// A control connection: a queue of the lines that the peer said, and a way to say something.
///
/// A line that does not end in CR LF is given with the LF that ended it, or with an LF and `…` if
/// nothing did, so that no template meets it.
final class ControlWire {
  /// The most lines that wait to be looked at; the peer has to wait then.
  private static final int QUEUED_LINES = 1000;

  /// The most lines that are kept for looking at later.
  private static final int KEPT_LINES = 10_000;

  /// In front of ABOR clients send Telnet's IP and Synch (RFC 959 §4.1.3), which are no part of it.
  private static final String TELNET = "[\uDCFF\uDCF4\uDCF2]*";

  private final Stage stage;
  private final Socket socket;
  private final Deque<String> queue = new ArrayDeque<>();
  private final List<String> heard = new ArrayList<>();
  private final Runnable atEnd;
  private Stage.Pace pace = Stage.Pace.FULL;
  private volatile boolean ended;

  /// @param atEnd runs once the peer has closed the connection
  ControlWire(Stage stage, Socket socket, Runnable atEnd) throws IOException {
    this.stage = stage;
    this.atEnd = atEnd;
    this.socket = stage.keep(socket);
    socket.setTcpNoDelay(true);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    Thread.ofVirtual().name("script-reader").start(() -> read(in));
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

  /// Sends octets. A peer that is gone does not hear them, which is no failure.
  void say(InputStream octets) {
    try (octets) {
      stage.send(socket, octets, Long.MAX_VALUE, pace);
    } catch (IOException e) {
      stage.bell().ring(() -> ended = true);
    }
  }

  /// Ends the connection in good order.
  void close() {
    stage.discard(socket);
  }

  /// Resets the connection.
  void reset() throws IOException {
    stage.reset(socket);
  }

  private void read(InputStream in) {
    var line = new ByteArrayOutputStream();
    try {
      int octet;
      while (line.size() <= stage.setting().lineOctets() && (octet = in.read()) >= 0) {
        line.write(octet);
        if (octet == '\n') {
          put(withoutEnd(WireText.decode(line.toByteArray())));
          line.reset();
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
          if (heard.size() < KEPT_LINES) {
            heard.add(line);
          }
        });
  }
}
