package io.ferryftp.tests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.listing.UnixListing;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.tests.harness.Scale;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Whatever a peer sends, the codecs answer with a value: no exception, no loss, no forged line.
/// The time is 3 s for each target, and an hour with `./check --long`.
class ControlLineFuzzTest {
  private static final Duration TIME =
      Scale.current() == Scale.LONG ? Duration.ofHours(1) : Duration.ofSeconds(3);

  private static final List<String> SEEDS =
      List.of(
          "PORT 127,0,0,1,200,1",
          "EPRT |2|::ffff:10.1.2.3|51201|",
          "EPSV ALL",
          "REST 9223372036854775807",
          "LIST -laR -- *.txt",
          "OPTS MLST Type;Size;",
          "MFMT 20260102030405.678 a b",
          "ALLO 100 R 10",
          "SITE CHMOD 644 x",
          "STOR /a/../b//./c",
          "PASS se cret",
          "TYPE A N");

  @Test
  void everyLineBecomesACommandThatComesBackTheSame() {
    fuzz(line -> {
      String text = WireText.decode(line);
      Command command = CommandCodec.parse(text);
      assertThat(CommandCodec.masked(text)).matches("\\P{Cntrl}*");
      if (isWritten(command)) {
        String again = CommandCodec.format(command);
        assertThat(CommandCodec.parse(again)).isEqualTo(command);
      }
    });
  }

  /// What a client could have sent itself: a line with CR or LF inside is not one line.
  private static boolean isWritten(Command command) {
    return switch (command) {
      case Command.Malformed _, Command.Unknown _, Command.Refused _ -> false;
      default -> command.argument().indexOf('\r') < 0 && command.argument().indexOf('\n') < 0;
    };
  }

  @Test
  void passwordsAreNeverShown() {
    fuzz(octets -> {
      String secret = "x9" + WireText.decode(octets).replace(" ", "") + "9x";
      for (Verb verb : List.of(Verb.PASS, Verb.ACCT)) {
        String line = verb + " " + secret;
        assertThat(CommandCodec.masked(line)).isEqualTo(verb + " ***");
        assertThat(CommandCodec.parse(line).toString()).doesNotContain(secret);
      }
    });
  }

  @Test
  void everyPathnameStaysBelowTheRoot() {
    fuzz(octets -> {
      String pathname = WireText.decode(octets).replace("\0", "");
      VirtualPath path = VirtualPath.of("/a/b").resolve(pathname);
      assertThat(path.names()).doesNotContain("..", ".", "");
      assertThat(VirtualPath.of(path.toString())).isEqualTo(path);
    });
  }

  @Test
  void octetsSurviveTextAndListingsSurviveOctets() {
    fuzz(octets -> {
      String text = WireText.decode(octets);
      assertThat(WireText.encode(text)).isEqualTo(octets);
      assertThat(WireText.printable(text)).matches("\\P{Cntrl}*");
      assertThat(FactsFormat.parse(text)).isNotNull();
      assertThat(UnixListing.parse(text, Instant.EPOCH)).isNotNull();
    });
  }

  private static void fuzz(Consumer<byte[]> target) {
    long seed = Scale.seed();
    var random = new Random(seed);
    long end = System.nanoTime() + TIME.toNanos();
    long rounds = 0;
    while (System.nanoTime() < end) {
      byte[] input = mutated(random);
      try {
        target.accept(input);
      } catch (RuntimeException | AssertionError e) {
        String shown = WireText.printable(WireText.decode(input));
        throw new AssertionError("-Dferry.seed=" + seed + " round " + rounds + ": " + shown, e);
      }
      rounds++;
    }
    assertThat(rounds).as("rounds in %s", TIME).isPositive();
  }

  private static byte[] mutated(Random random) {
    byte[] line = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0) {
      line = new byte[random.nextInt(40)];
      random.nextBytes(line);
    }
    for (int i = random.nextInt(6); i > 0; i--) {
      line = once(line, random);
    }
    return line;
  }

  private static byte[] once(byte[] line, Random random) {
    int at = line.length == 0 ? 0 : random.nextInt(line.length);
    return switch (random.nextInt(4)) {
      case 0 -> Arrays.copyOf(line, at);
      case 1 -> joined(Arrays.copyOf(line, at), line);
      case 2 -> joined(line, new byte[] {(byte) random.nextInt(256)});
      default -> {
        byte[] changed = line.clone();
        if (changed.length > 0) {
          changed[at] = (byte) random.nextInt(256);
        }
        yield changed;
      }
    };
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
