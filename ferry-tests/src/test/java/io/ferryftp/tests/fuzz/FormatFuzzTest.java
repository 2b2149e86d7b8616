package io.ferryftp.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.ferryftp.protocol.file.EntryRole;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.file.Ownership;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.ControlConnection;
import io.ferryftp.protocol.net.ControlLine;
import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Jazzer's targets for paths, the facts of MLSx, and Telnet in the control connection.
///
/// `./check` runs the examples beside this class; [FuzzingTest] lets Jazzer look for more.
final class FormatFuzzTest {
  private static final int LINE_OCTETS = 64;
  private static final int SKIPPED_OCTETS = 64 * 1024;
  private static final List<Fact> WRITTEN =
      List.of(Fact.TYPE, Fact.SIZE, Fact.MODIFY, Fact.PERM, Fact.UNIQUE, Fact.UNIX_MODE);
  private static final VirtualPath DIRECTORY = VirtualPath.of("/a/b");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final long SECONDS =
      Duration.between(FIRST, Instant.parse("9999-12-31T23:59:59Z")).toSeconds();

  /// A path never leaves its root, and means what an independent reading of the pathname means.
  @FuzzTest
  void path(byte[] octets) {
    String pathname = WireText.decode(octets);
    if (pathname.indexOf('\0') >= 0) {
      return;
    }
    VirtualPath path = DIRECTORY.resolve(pathname);
    var names = new ArrayDeque<>(pathname.startsWith("/") ? List.of() : DIRECTORY.names());
    for (String name : pathname.split("/", -1)) {
      if (name.equals("..")) {
        names.pollLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.addLast(name);
      }
    }
    assertThat(path.names()).containsExactlyElementsOf(names);
    assertThat(VirtualPath.of(path.toString())).isEqualTo(path);
    assertThat(path.startsWith(VirtualPath.ROOT)).isTrue();
    path.name().ifPresent(name -> assertThat(path.parent().child(name)).isEqualTo(path));
    assertThat(WireText.encode(path.toString())).startsWith((byte) '/');
  }

  /// Any line is read without harm.
  @FuzzTest
  void factsOfAnyLine(byte[] octets) {
    String line = WireText.decode(octets);
    FactsFormat.parse(line)
        .ifPresent(entry -> {
          assertThat(line).endsWith(entry.name()).contains(" ");
          assertThat(entry.size().orElse(0)).isNotNegative();
          assertThat(entry.mode().orElse(0)).isBetween(0, 07777);
          assertThat(entry.modified().orElse(FIRST)).isAfterOrEqualTo(FIRST);
          assertThat(entry.type()).isNotNull();
          assertThat(entry.role()).isNotNull();
          assertThat(entry.linkTarget()).isNotNull();
        });
  }

  /// What one end writes the other reads.
  @FuzzTest
  void factsOfAnyFile(byte[] octets) {
    var numbers = ByteBuffer.wrap(Arrays.copyOf(octets, 24));
    FileType type = List.of(FileType.values()).get(numbers.get(0) & 3);
    long size = numbers.getLong(1) & Long.MAX_VALUE;
    Instant modified =
        FIRST
            .plusSeconds(Math.floorMod(numbers.getLong(9), SECONDS))
            .plusMillis((numbers.get(18) & 0xFF) * 3L);
    int mode = numbers.getShort(19) & 07777;
    var wanted = BitSet.valueOf(new byte[] {numbers.get(21)});
    String rest =
        WireText.decode(Arrays.copyOfRange(octets, Math.min(22, octets.length), octets.length));
    String name = rest.replaceAll("[\r\n]", "");
    var facts =
        new FileFacts(
            "f",
            type,
            size,
            modified,
            Optional.empty(),
            mode,
            Optional.of(rest),
            Optional.empty(),
            Ownership.UNKNOWN);
    var shown = new ArrayList<Fact>();
    for (int i = 0; i < WRITTEN.size(); i++) {
      if (wanted.get(i)) {
        shown.add(WRITTEN.get(i));
      }
    }

    String line = FactsFormat.format(facts, EntryRole.ENTRY, shown, "adfrw", name);
    var entry = FactsFormat.parse(line).orElseThrow();

    assertThat(line.chars().filter(c -> c == '\n' || c == '\r')).isEmpty();
    assertThat(entry.name()).isEqualTo(name);
    assertThat(entry.type())
        .isEqualTo(shown.contains(Fact.TYPE) ? Optional.of(type) : Optional.empty());
    assertThat(entry.size().isPresent())
        .isEqualTo(shown.contains(Fact.SIZE) && type == FileType.FILE);
    assertThat(entry.size().orElse(size)).isEqualTo(size);
    assertThat(entry.modified().orElse(modified))
        .isEqualTo(modified.truncatedTo(ChronoUnit.MILLIS));
    assertThat(entry.mode().isPresent()).isEqualTo(shown.contains(Fact.UNIX_MODE));
    assertThat(entry.mode().orElse(mode)).isEqualTo(mode);
    assertThat(entry.perm())
        .isEqualTo(shown.contains(Fact.PERM) ? Optional.of("adfrw") : Optional.empty());
    entry.unique().ifPresent(unique -> assertThat(unique).isEqualTo(rest).doesNotContain(" ", ";"));
  }

  /// However the octets arrive, the lines are those of an independent reading of RFC 854, and no
  /// line is longer than the limit.
  @FuzzTest
  void telnet(byte[] octets) {
    List<ControlLine> whole = lines(octets, octets.length + 1);
    assertThat(lines(octets, 1)).isEqualTo(whole);
    assertThat(lines(octets, 7)).isEqualTo(whole);
    if (octets.length <= LINE_OCTETS) {
      assertThat(whole).isEqualTo(filtered(octets));
    }
    for (ControlLine line : whole) {
      if (line instanceof ControlLine.Text(var text)) {
        assertThat(WireText.encode(text).length).isLessThan(LINE_OCTETS);
      }
    }
  }

  /// A command that one end sends is what the other end hears, octet 255 and all.
  @FuzzTest
  void telnetBothWays(byte[] octets) throws IOException {
    String line = "R" + WireText.decode(octets);
    var wire = new OctetWire(new byte[0], 1);
    var sender = new ControlConnection(wire, LINE_OCTETS);
    try {
      sender.writeLine(line);
    } catch (IllegalArgumentException e) {
      assertThat(line).matches("(?s).*[\r\n\0].*");
      assertThat(wire.written()).isEmpty();
      return;
    }
    var receiver = new ControlConnection(new OctetWire(wire.written(), 3), SKIPPED_OCTETS);
    ControlLine heard = receiver.readLine(Duration.ofMinutes(1));
    if (wire.written().length <= SKIPPED_OCTETS) {
      assertThat(heard).isEqualTo(new ControlLine.Text(line));
    }
  }

  private static List<ControlLine> lines(byte[] octets, int chunk) {
    var connection = new ControlConnection(new OctetWire(octets, chunk), LINE_OCTETS);
    var lines = new ArrayList<ControlLine>();
    while (true) {
      ControlLine next = connection.readLine(Duration.ofMinutes(1));
      if (next instanceof ControlLine.Closed) {
        return lines;
      }
      lines.add(next);
    }
  }

  /// The lines of few octets, which are within every limit.
  private static List<ControlLine> filtered(byte[] octets) {
    var lines = new ArrayList<ControlLine>();
    var line = new ByteArrayOutputStream();
    boolean start = true;
    for (int i = 0; i < octets.length; i++) {
      int octet = octets[i] & 0xFF;
      if (octet == 0xFF) {
        i++;
        int command = i < octets.length ? octets[i] & 0xFF : 0xF1;
        if (command >= 0xFB && command < 0xFF) {
          i++;
          continue;
        }
        if (command == 0xFA) {
          i = behindSubnegotiation(octets, i + 1);
          continue;
        }
        if (command >= 0xF0 && command < 0xFF) {
          continue;
        }
        if (command != 0xFF && !start) {
          // Not doubled, and yet an octet of its own.
          line.write(0xFF);
        }
        octet = command;
        if (command == 0xFF) {
          start = false;
        }
      }
      if (start && (octet == 0xF2 || octet == 0xF4)) {
        continue;
      }
      start = octet == '\n';
      if (!start) {
        line.write(octet);
        continue;
      }
      byte[] whole = line.toByteArray();
      int end =
          whole.length > 0 && whole[whole.length - 1] == '\r' ? whole.length - 1 : whole.length;
      lines.add(new ControlLine.Text(WireText.decode(Arrays.copyOf(whole, end))));
      line.reset();
    }
    return lines;
  }

  /// The index of the last octet of a subnegotiation.
  private static int behindSubnegotiation(byte[] octets, int from) {
    for (int i = from; i + 1 < octets.length; i++) {
      if (octets[i] == (byte) 0xFF) {
        i++;
        if (octets[i] == (byte) 0xF0) {
          return i;
        }
      }
    }
    return octets.length;
  }
}
