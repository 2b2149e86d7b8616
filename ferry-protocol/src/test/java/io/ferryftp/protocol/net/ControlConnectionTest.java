package io.ferryftp.protocol.net;

import static io.ferryftp.protocol.net.Loopback.virtually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.protocol.text.LegacyCharset;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ControlConnectionTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final int MAX = 64;

  private Loopback loopback;
  private ControlConnection control;

  @BeforeEach
  void connect() throws IOException {
    loopback = Loopback.connect();
    control = ControlConnection.over(loopback.own(), MAX);
  }

  @AfterEach
  void disconnect() throws IOException {
    loopback.close();
  }

  @Test
  void linesEndWithLfAndOneCr() throws Exception {
    loopback.send("NOOP\r\nNOOP\nNOOP\r\r\n\r\n\nRETR  a \r\nRETR a\0b\r\n");

    assertThat(lines(7))
        .isEqualTo(texts("NOOP", "NOOP", "NOOP\r", "", "", "RETR  a ", "RETR a\0b"));
  }

  @Test
  void namesGoBothWaysInTheEncodingThatWasAgreedOn() throws Exception {
    control.speak(LegacyCharset.WINDOWS_1252);
    loopback.send(new byte[] {'M', 'K', 'D', ' ', (byte) 0xE9, (byte) 0xFF, (byte) 0xFF, '\n'});

    assertThat(lines(1)).isEqualTo(texts("MKD éÿ"));
    control.write(Reply.of(ReplyCode.PATHNAME, "éÿ日"));
    assertThat(Channels.newInputStream(loopback.peer()).readNBytes(10))
        .isEqualTo(
            new byte[] {
              '2', '5', '7', ' ', (byte) 0xE9, (byte) 0xFF, (byte) 0xFF, '?', '\r', '\n'
            });
  }

  @Test
  void anOctetAtATimeMakesTheSameLine() throws Exception {
    FutureTask<List<ControlLine>> read = virtually(() -> lines(2));
    for (byte octet : "USER anonymous\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII)) {
      loopback.send(new byte[] {octet});
    }

    assertThat(read.get()).isEqualTo(texts("USER anonymous", "QUIT"));
  }

  @Test
  void aLineMayBeExactlyAsLongAsTheLimit() throws Exception {
    loopback.send("a".repeat(MAX - 2) + "\r\n" + "b".repeat(MAX - 1) + "\n" + "c\r\n");

    assertThat(lines(3)).isEqualTo(texts("a".repeat(MAX - 2), "b".repeat(MAX - 1), "c"));
  }

  @Test
  void aLongerLineIsSaidOnceAndSkipped() throws Exception {
    loopback.send("a".repeat(MAX - 1) + "\r\nNOOP\r\n" + "b".repeat(5000) + "\r\nQUIT\r\n");

    assertThat(lines(4))
        .containsExactly(
            new ControlLine.TooLong(), text("NOOP"), new ControlLine.TooLong(), text("QUIT"));
  }

  @Test
  void aLineWithoutEndIsAFlood() throws Exception {
    Thread.ofVirtual()
        .start(() -> {
          try {
            loopback.send("A".repeat(1 << 20));
          } catch (IOException e) {
            // The reader has seen enough.
          }
        });

    assertThat(lines(2)).containsExactly(new ControlLine.TooLong(), new ControlLine.Flooded());
  }

  @Test
  void telnetOctetsCountAndASubnegotiationHasTheLimitToo() throws Exception {
    loopback.send(TelnetFilterTest.octets("<FF><FA><18>" + "x~".repeat(40_000)));

    assertThat(lines(2)).containsExactly(new ControlLine.TooLong(), new ControlLine.Flooded());
  }

  @Test
  void aPartialLineSurvivesTheLimitOfTime() throws Exception {
    loopback.send("NO");
    assertThat(control.readLine(SHORT)).isEqualTo(new ControlLine.TimedOut());
    assertThat(control.hasBufferedInput()).isTrue();
    assertThat(control.readLine(Duration.ZERO)).isEqualTo(new ControlLine.TimedOut());
    loopback.send("OP\r\n");

    assertThat(control.readLine(LONG)).isEqualTo(text("NOOP"));
    assertThat(control.hasBufferedInput()).isFalse();
    loopback.send("QUIT\r\nx");
    assertThat(control.readLine(LONG)).isEqualTo(text("QUIT"));
  }

  @Test
  void octetsThatTrickleDoNotExtendTheLimit() throws Exception {
    FutureTask<ControlLine> read = virtually(() -> control.readLine(Duration.ofMillis(300)));
    int sent = 0;
    while (!read.isDone() && sent < MAX - 1) {
      loopback.send("x");
      sent++;
      try {
        read.get(20, TimeUnit.MILLISECONDS);
      } catch (java.util.concurrent.TimeoutException e) {
        // The next octet, then.
      }
    }

    assertThat(read.get(5, TimeUnit.SECONDS)).isEqualTo(new ControlLine.TimedOut());
  }

  @Test
  void aLastLineWithoutEndIsDropped() throws Exception {
    loopback.send("QUIT\r\nDELE x");
    loopback.peer().shutdownOutput();

    assertThat(lines(2)).containsExactly(text("QUIT"), new ControlLine.Closed(Optional.empty()));
    control.write(Reply.of(ReplyCode.GOODBYE, "bye"));
    assertThat(received(9)).isEqualTo("221 bye\r\n");
  }

  @Test
  void urgentAborAsBsdFtpSendsIt() throws Exception {
    loopback.send(TelnetFilterTest.octets("<FF><F4>"));
    loopback.peer().socket().sendUrgentData(0xFF);
    loopback.send(TelnetFilterTest.octets("<F2>ABOR<0D>~"));

    assertThat(control.readLine(LONG)).isEqualTo(text("ABOR"));
  }

  @Test
  void anySplitGivesTheSameLines() throws Exception {
    Random random = Seed.random(ControlConnectionTest.class);
    byte[] alphabet = TelnetFilterTest.octets("ab<0D>~~<FF><FF><F4><F2><FA><F0><FB><C3><A9>");
    for (int i = 0; i < 2_000; i++) {
      byte[] octets = Seed.octets(random, alphabet, 300);
      List<ControlLine> whole = through(octets, octets.length + 1);
      assertThat(through(octets, 1)).isEqualTo(whole);
      assertThat(through(octets, 1 + random.nextInt(20))).isEqualTo(whole);
    }
  }

  @Test
  void repliesOfSeveralThreadsDoNotMix() throws Exception {
    var writers = new ArrayList<FutureTask<String>>();
    for (int t = 0; t < 8; t++) {
      Reply reply =
          Reply.of(ReplyCode.SYSTEM_STATUS, "begin", List.of("a" + t, "b" + t), "end " + t);
      writers.add(
          virtually(() -> {
            for (int i = 0; i < 200; i++) {
              control.write(reply);
            }
            return "done";
          }));
    }
    String all = received(8 * 200 * "211-begin\r\n a0\r\n b0\r\n211 end 0\r\n".length());

    assertThat(all.replaceAll("211-begin\r\n a(\\d)\r\n b\\1\r\n211 end \\1\r\n", "")).isEmpty();
    for (FutureTask<String> writer : writers) {
      assertThat(writer.get()).isEqualTo("done");
    }
  }

  @Test
  void theOctet255IsDoubledInAReply() throws Exception {
    control.write(Reply.of(ReplyCode.PATHNAME, "\uDCFF"));

    assertThat(received(8)).isEqualTo("257 \u00FF\u00FF\r\n");
  }

  @Test
  void closingFromAnotherThreadEndsTheWait() throws Exception {
    FutureTask<ControlLine> read = virtually(() -> control.readLine(LONG));
    assertThat(control.local()).isEqualTo(loopback.peer().getRemoteAddress());
    assertThat(control.remote()).isEqualTo(loopback.peer().getLocalAddress());
    control.close();

    assertThat(read.get(5, TimeUnit.SECONDS)).isInstanceOf(ControlLine.Closed.class);
    assertThat(control.readLine(LONG)).isInstanceOf(ControlLine.Closed.class);
  }

  private List<ControlLine> through(byte[] octets, int chunk) {
    return drain(new ControlConnection(new ScriptedWire(octets, chunk), MAX));
  }

  private static List<ControlLine> drain(ControlConnection connection) {
    var lines = new ArrayList<ControlLine>();
    while (lines.isEmpty() || !(lines.getLast() instanceof ControlLine.Closed)) {
      lines.add(connection.readLine(LONG));
    }
    return lines;
  }

  private List<ControlLine> lines(int count) {
    var lines = new ArrayList<ControlLine>();
    while (lines.size() < count) {
      lines.add(control.readLine(LONG));
    }
    return lines;
  }

  private String received(int count) throws IOException {
    var out = new ByteArrayOutputStream();
    var chunk = ByteBuffer.allocate(4096);
    while (out.size() < count && loopback.peer().read(chunk) >= 0) {
      out.write(chunk.array(), 0, chunk.position());
      chunk.clear();
    }
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static List<ControlLine> texts(String... lines) {
    return java.util.Arrays.stream(lines).map(ControlConnectionTest::text).toList();
  }

  private static ControlLine text(String line) {
    return new ControlLine.Text(line);
  }

  @Test
  void theWireChangesBetweenTwoLines() throws Exception {
    var next = new ScriptedWire("PWD\r\n".getBytes(StandardCharsets.US_ASCII), 1);
    loopback.send("AUTH TLS\r\n");

    assertThat(control.readLine(LONG)).isEqualTo(text("AUTH TLS"));
    Wire changed = control.change(_ -> next);

    assertThat(control.wire()).isSameAs(changed).isSameAs(next);
    assertThat(control.readLine(LONG)).isEqualTo(text("PWD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AUTH TLS\r\nUSER anna\r\n", "AUTH TLS\r\nU", "AUTH TLS\r\n\0"})
  void theWireDoesNotChangeOverOctetsThatHaveBeenRead(String sent) throws Exception {
    loopback.send(sent);
    assertThat(control.readLine(LONG)).isEqualTo(text("AUTH TLS"));
    Wire before = control.wire();

    assertThatThrownBy(() -> control.change(_ -> new ScriptedWire(new byte[0], 1)))
        .isInstanceOf(UnreadInputException.class);
    assertThat(control.wire()).isSameAs(before);
  }
}
