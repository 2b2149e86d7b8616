package io.ferryftp.tests.soak;

import io.ferryftp.tests.coding.WireForm;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;

/// What a client asks of files beyond whole transfers as they are: digests and copies, pieces,
/// other forms of data, and facts. Each act leaves the files as it found them.
final class FileActs {
  /// Of the names of all its files.
  static final String ENDING = ".act";

  private static final int OCTETS = 90_000;

  /// More of these at a time than the server does.
  private static final int BUSY = 450;

  private final InetSocketAddress control;
  private final Path served;
  private final String worker;
  private final Random random;
  private final String largeDigest;

  /// @param served what the server serves
  /// @param worker its name, with which those of its files begin
  FileActs(
      InetSocketAddress control, Path served, String worker, Random random, String largeDigest) {
    this.control = control;
    this.served = served;
    this.worker = worker;
    this.random = random;
    this.largeDigest = largeDigest;
  }

  private ControlClient login() throws IOException {
    return ControlClient.connect(control).login(Launch.USER, Launch.PASSWORD);
  }

  private byte[] content() {
    return SampleFile.content(random.nextLong(), OCTETS);
  }

  private String name(String kind) {
    return worker + "-" + kind + ENDING;
  }

  private void stored(String name, byte[] content) throws IOException {
    same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
  }

  private static void same(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + " is " + found + " instead of " + expected);
    }
  }

  private static void require(int code, Answer answer) {
    if (answer.code() != code) {
      throw new AssertionError("expected " + code + ", got " + answer);
    }
  }

  /// HASH and XSHA256, one of them aborted, one left behind.
  void digests() throws IOException {
    try (ControlClient client = login()) {
      client.expect(200, "OPTS HASH SHA-256");
      told(213, client.ask("HASH " + Acts.LARGE));
      told(250, client.ask("XSHA256 " + Acts.LARGE));
      client.send("HASH " + Acts.LARGE);
      client.send("ABOR");
      Answer answer = client.reply();
      if (answer.code() != 426) {
        told(213, answer);
      }
      aborted(client);
      client.send("HASH " + Acts.LARGE);
    }
  }

  /// What ABOR is answered where the job may have ended before it came.
  private static void aborted(ControlClient client) throws IOException {
    Answer answer = client.reply();
    if (answer.code() != 225) {
      require(226, answer);
    }
  }

  private void told(int code, Answer answer) {
    if (answer.code() == BUSY) {
      return;
    }
    require(code, answer);
    if (!answer.text().toLowerCase(java.util.Locale.ROOT).contains(largeDigest)) {
      throw new AssertionError("not the digest of the file: " + answer);
    }
  }

  /// SITE COPY of a small file, and of the large one with ABOR behind it.
  void copies() throws IOException {
    byte[] content = content();
    String from = name("original");
    String to = name("copy");
    try (ControlClient client = login()) {
      require(226, client.upload("STOR " + from, content));
      Answer small = client.ask("SITE COPY " + from + " " + to);
      if (small.code() != BUSY) {
        require(200, small);
        stored(to, content);
        client.expect(250, "DELE " + to);
      }
      client.send("SITE COPY " + Acts.LARGE + " " + to);
      client.send("ABOR");
      boolean isCopied = client.reply().code() == 200;
      aborted(client);
      if (isCopied) {
        same(to, largeDigest, Sha256.of(served.resolve(to)));
        client.expect(250, "DELE " + to);
      } else if (Files.exists(served.resolve(to))) {
        throw new AssertionError("half a copy");
      }
      client.expect(250, "DELE " + from);
    }
  }

  /// HASH and SITE COPY while nobody else asks for them: none of the server's places is taken for
  /// ever.
  void alone() throws IOException {
    String to = name("last");
    try (ControlClient client = login()) {
      client.expect(200, "OPTS HASH SHA-256");
      require(213, client.ask("HASH " + Acts.LARGE));
      client.expect(200, "SITE COPY " + Acts.LARGE + " " + to);
      same(to, largeDigest, Sha256.of(served.resolve(to)));
      client.expect(250, "DELE " + to);
    }
  }

  /// A piece of a file there and back, and one that is too long for its range.
  void ranges() throws IOException {
    byte[] content = content();
    String name = name("range");
    int first = random.nextInt(OCTETS / 2);
    byte[] piece = SampleFile.content(random.nextLong(), 1 + random.nextInt(OCTETS / 2));
    String range = "RANG " + first + " " + (first + piece.length - 1);
    try (ControlClient client = login()) {
      require(226, client.upload("STOR " + name, content));
      client.expect(350, range);
      require(226, client.upload("STOR " + name, piece));
      System.arraycopy(piece, 0, content, first, piece.length);
      stored(name, content);
      client.expect(350, range);
      byte[] back = client.download("RETR " + name);
      same(name + " fetched", Sha256.of(piece), Sha256.of(back));
      client.expect(350, range);
      require(552, client.upload("STOR " + name, Arrays.copyOf(piece, piece.length + 1)));
      stored(name, content);
      client.expect(250, "DELE " + name);
    }
  }

  /// A file there and back in another mode, and one without the end that such data have.
  void modes() throws IOException {
    WireForm form = WireForm.of(new String[] {"IFB", "IFC", "IFZ", "ARB"}[random.nextInt(4)]);
    byte[] content = content();
    Arrays.fill(content, OCTETS / 3, OCTETS / 2, (byte) ' ');
    for (int i = 0; i < content.length; i++) {
      // CR LF would come back as LF in type A.
      content[i] = content[i] == '\r' ? (byte) 'r' : content[i];
    }
    content[content.length - 1] = '\n';
    String name = name("mode");
    try (ControlClient client = login()) {
      for (String command : form.commands()) {
        client.expect(200, command);
      }
      byte[] wire = form.encode(content);
      require(226, client.upload("STOR " + name, wire));
      stored(name, content);
      byte[] back = form.decode(client.download("RETR " + name));
      same(name + " fetched", Sha256.of(content), Sha256.of(back));
      require(426, client.upload("STOR " + name, Arrays.copyOf(wire, wire.length / 2)));
      stored(name, content);
      lostInTheMidst(client, name, wire);
      client.expect(200, "NOOP");
      stored(name, content);
      client.expect(250, "DELE " + name);
    }
  }

  private static void lostInTheMidst(ControlClient client, String name, byte[] wire)
      throws IOException {
    try (Socket data = client.extendedPassive()) {
      client.expectOpening("STOR " + name);
      data.getOutputStream().write(wire, 0, wire.length / 2);
      data.setSoLinger(true, 0);
    }
    client.expect(426);
  }

  /// MFF, SITE UTIME, SITE UMASK and SITE SYMLINK.
  void facts() throws IOException {
    byte[] content = content();
    String name = name("facts");
    String link = name("link");
    Path file = served.resolve(name);
    try (ControlClient client = login()) {
      client.expect(200, "SITE UMASK 077");
      require(226, client.upload("STOR " + name, content));
      same("the mode", "rw-------", mode(file));
      client.expect(213, "MFF Modify=20010203040506;UNIX.mode=0640; " + name);
      same("the mode", "rw-r-----", mode(file));
      same("the time", "2001-02-03T04:05:06Z", modified(file));
      client.expect(200, "SITE UTIME 20020304050607 " + name);
      same("the time", "2002-03-04T05:06:07Z", modified(file));
      client.expect(200, "SITE SYMLINK " + name + " " + link);
      byte[] back = client.download("RETR " + link);
      same("the link's file", Sha256.of(content), Sha256.of(back));
      client.expect(250, "DELE " + link);
      client.expect(250, "DELE " + name);
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static String modified(Path file) throws IOException {
    Instant time = Files.getLastModifiedTime(file).toInstant();
    return time.toString();
  }

  /// Data that are none of their form.
  void brokenForms() throws IOException {
    String name = name("broken");
    try (ControlClient client = login()) {
      client.expect(200, "MODE Z");
      byte[] broken = "these are not deflated".getBytes(StandardCharsets.US_ASCII);
      require(451, client.upload("STOR " + name, broken));
      client.expect(550, "SIZE " + name);
    }
  }
}
