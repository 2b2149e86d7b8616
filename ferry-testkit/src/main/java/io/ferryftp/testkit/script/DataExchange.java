package io.ferryftp.testkit.script;

import io.ferryftp.protocol.net.Wire;
import io.ferryftp.testkit.script.Mishap.CutData;
import io.ferryftp.testkit.script.Mishap.DripData;
import io.ferryftp.testkit.script.Mishap.LateData;
import io.ferryftp.testkit.script.Mishap.Plain;
import io.ferryftp.testkit.script.Mishap.ResetData;
import io.ferryftp.testkit.script.Mishap.StallData;
import io.ferryftp.testkit.script.Mishap.Stranger;
import io.ferryftp.testkit.script.ScriptLine.DataLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The data connections of one control connection, one after the other, with what goes wrong on
/// them.
final class DataExchange {
  /// Which way data go.
  enum Way {
    OUT,
    IN
  }

  private static final InetSocketAddress NO_LISTENER = new InetSocketAddress(0);
  private static final Duration NO_TIME = Duration.ofMillis(1);
  private static final int PIECE = 16 * 1024;

  private final Stage stage;
  private final ControlWire control;
  private final DataPort port;
  private final ScriptTls tls;
  private final Consumer<InetSocketAddress> connected;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final List<Stranger> strangers = new ArrayList<>();
  private Optional<Mishap> ending = Optional.empty();
  private Stage.Pace pace = Stage.Pace.FULL;
  private Duration late = Duration.ZERO;
  private boolean offered;
  private Optional<DataWire> current = Optional.empty();
  private Way way = Way.OUT;
  private boolean anything;
  private boolean held;
  private boolean peerEnded;

  DataExchange(
      Stage stage,
      ControlWire control,
      DataPort port,
      ScriptTls tls,
      Consumer<InetSocketAddress> connected) {
    this.stage = stage;
    this.control = control;
    this.port = port;
    this.tls = tls;
    this.connected = connected;
  }

  /// Takes a mishap of the data that follow.
  void spoil(Mishap mishap) {
    switch (mishap) {
      case CutData _, ResetData _, StallData _ -> ending = Optional.of(mishap);
      case DripData(int octets, Duration every) -> pace = new Stage.Pace(octets, every);
      case LateData(Duration delay) -> late = delay;
      case Stranger stranger -> strangers.add(stranger);
      case Plain plain when plain == Plain.OFFER_DATA -> offered = true;
      case Plain plain when plain == Plain.HOLD_DATA -> held = true;
      default -> throw new IllegalArgumentException(mishap.format() + " is not about data");
    }
  }

  /// What came in so far, as far as it is kept.
  byte[] received() {
    synchronized (received) {
      return received.toByteArray();
    }
  }

  /// Plays `D>` lines that stand together, over the open data connection or a new one.
  void play(List<DataLine> lines, Way direction) throws Deviation {
    DataLine first = lines.getFirst();
    Optional<DataWire> open = current.isPresent() ? current : open(first);
    way = direction;
    held = false;
    try {
      if (open.isPresent()) {
        move(lines, open.get());
      }
    } catch (IOException e) {
      if (!offered) {
        throw new Deviation(first.number(), "data to go", "a broken data connection: " + e);
      }
      forget();
    }
    ending = Optional.empty();
    pace = Stage.Pace.FULL;
  }

  private void move(List<DataLine> lines, DataWire wire) throws IOException, Deviation {
    long most = most();
    long done = way == Way.OUT ? send(lines, wire, most) : receive(lines, wire, most);
    if (ending.isPresent() && done == most) {
      end(lines.getFirst(), wire, ending.get());
    }
  }

  /// Ends the data connection if the lines that follow do not need it.
  ///
  /// @param line that follows
  void finish(int line) throws Deviation {
    if (held || current.isEmpty()) {
      return;
    }
    DataWire wire = current.get();
    boolean whole = way == Way.IN && !anything && !offered;
    try {
      if (whole && wire.read(new byte[1], 0, 1) >= 0) {
        throw new Deviation(line, "the end of the data", "more data");
      }
    } catch (IOException e) {
      throw new Deviation(line, "the end of the data", "a broken data connection: " + e);
    } finally {
      forget();
    }
  }

  private Optional<DataWire> open(DataLine line) throws Deviation {
    try {
      if (late.isPositive()) {
        stage.rest(late);
      }
      for (Stranger stranger : strangers) {
        port.intrude(stranger.from());
      }
      // Who has left opens no data connection, but may have done so before.
      Wire wire = port.open(control.hasEnded() ? NO_TIME : stage.setting().patience());
      connected.accept(wire.remote());
      current = Optional.of(new DataWire(stage, tls, wire));
      current = tls.protectData(wire).map(ready -> new DataWire(stage, tls, ready));
      return current;
    } catch (IOException e) {
      boolean refused = offered && current.isPresent();
      forget();
      if (refused) {
        return current;
      }
      throw new Deviation(line.number(), "a data connection", "none: " + e.getMessage());
    } finally {
      late = Duration.ZERO;
      strangers.clear();
      peerEnded = false;
      anything = false;
    }
  }

  private long most() {
    if (ending.isEmpty()) {
      return Long.MAX_VALUE;
    }
    return switch (ending.get()) {
      case CutData(long octets) -> octets;
      case ResetData(long octets) -> octets;
      case StallData(long octets) -> octets;
      default -> Long.MAX_VALUE;
    };
  }

  private long send(List<DataLine> lines, DataWire wire, long most) throws IOException {
    List<InputStream> streams =
        lines.stream().map(line -> line.text().stream(NO_LISTENER)).toList();
    try (InputStream octets = new SequenceInputStream(Collections.enumeration(streams))) {
      return wire.send(octets, most, pace);
    }
  }

  private long receive(List<DataLine> lines, DataWire wire, long most)
      throws IOException, Deviation {
    long done = 0;
    for (DataLine line : lines) {
      if (line.text().isOpen()) {
        anything = true;
        done += takeAnything(wire, most - done);
      } else if (!anything) {
        try (InputStream expected = line.text().stream(NO_LISTENER)) {
          done += compare(line, expected, wire, most - done);
        }
      }
    }
    return done;
  }

  private long takeAnything(DataWire wire, long most) throws IOException {
    var piece = new byte[Math.min(PIECE, pace.octets())];
    long done = 0;
    while (done < most) {
      int count = wire.read(piece, 0, (int) Math.min(piece.length, most - done));
      if (count < 0) {
        return done;
      }
      keep(piece, count);
      done += count;
      stage.rest(pace.every());
    }
    return done;
  }

  private long compare(DataLine line, InputStream expected, DataWire wire, long most)
      throws IOException, Deviation {
    int size = Math.min(PIECE, pace.octets());
    long done = 0;
    while (done < most) {
      byte[] meant = expected.readNBytes((int) Math.min(size, most - done));
      if (meant.length == 0) {
        return done;
      }
      byte[] got = wire.read(meant.length);
      keep(got, got.length);
      int differs = Arrays.mismatch(meant, got);
      if (differs >= 0) {
        String found =
            differs == got.length
                ? "the end of the data"
                : String.format("\\x%02X", got[differs] & 0xFF);
        throw new Deviation(line.number(), at(done + differs, meant[differs]), found);
      }
      done += got.length;
      stage.rest(pace.every());
    }
    return done;
  }

  private static String at(long index, byte octet) {
    return String.format("\\x%02X as octet %d of this line", octet & 0xFF, index);
  }

  private void keep(byte[] octets, int count) {
    synchronized (received) {
      int room = stage.setting().keptOctets() - received.size();
      received.write(octets, 0, Math.min(room, count));
    }
  }

  private void end(DataLine line, DataWire wire, Mishap how) throws IOException, Deviation {
    if (how instanceof ResetData) {
      wire.reset();
    } else if (how instanceof StallData) {
      stall(line, wire);
    }
    forget();
  }

  private void stall(DataLine line, DataWire wire) throws Deviation {
    if (way == Way.OUT) {
      Thread.ofVirtual().name("script-data-end").start(() -> awaitEnd(wire));
    }
    if (!control.await(() -> peerEnded || control.hasNews())) {
      throw new Deviation(line.number(), "the peer to give up", "nothing");
    }
  }

  private void awaitEnd(DataWire wire) {
    try {
      wire.awaitEnd();
    } catch (IOException e) {
      // A reset is an end as well.
      System.getLogger(DataExchange.class.getName()).log(System.Logger.Level.DEBUG, "ended", e);
    }
    stage.bell().ring(() -> peerEnded = true);
  }

  private void forget() {
    current.ifPresent(DataWire::end);
    current = Optional.empty();
    offered = false;
  }
}
