package io.ferryftp.tests.soak;

import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;

/// What one client does, well or badly, from its connection to its end. Files that were confirmed
/// are compared by their SHA-256; those of whoever was cut off must be as they were.
final class Acts {
  /// The content of a file that is larger than what the buffers of two sockets take.
  static final String LARGE = "large.bin";

  /// Its length in octets.
  static final int LARGE_OCTETS = 24 << 20;

  private static final int MOST_OCTETS = 300_000;

  private final InetSocketAddress control;
  private final Path served;
  private final String worker;
  private final Random random;
  private final String largeDigest;

  /// @param served what the server serves
  /// @param worker its name, with which those of its files begin
  Acts(InetSocketAddress control, Path served, String worker, Random random, String largeDigest) {
    this.control = control;
    this.served = served;
    this.worker = worker;
    this.random = random;
    this.largeDigest = largeDigest;
  }

  private byte[] content() {
    return SampleFile.content(random.nextLong(), random.nextInt(MOST_OCTETS));
  }

  private String name() {
    return worker + "-" + random.nextInt(4) + ".bin";
  }

  private static void same(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw new AssertionError(what + " is damaged: " + found + " instead of " + expected);
    }
  }

  /// The large file, whole.
  void download() throws IOException {
    try (ControlClient client = login()) {
      same("the large file", largeDigest, Sha256.of(client.download("RETR " + LARGE)));
      client.download(random.nextBoolean() ? "LIST" : "MLSD");
      client.expect(221, "QUIT");
    }
  }

  /// A file in pieces: STOR, then REST and STOR, then APPE.
  void pieces() throws IOException {
    byte[] content = SampleFile.content(random.nextLong(), 90_000);
    String name = worker + "-pieces.bin";
    try (ControlClient client = login()) {
      confirmed(client.upload("STOR " + name, Arrays.copyOf(content, 40_000)));
      client.expect(350, "REST 30000");
      confirmed(client.upload("STOR " + name, Arrays.copyOfRange(content, 30_000, 60_000)));
      confirmed(client.upload("APPE " + name, Arrays.copyOfRange(content, 60_000, 90_000)));
      same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
      client.expect(250, "DELE " + name);
    }
  }

  private static void confirmed(Answer answer) {
    if (answer.code() != 226) {
      throw new AssertionError("expected 226, got " + answer);
    }
  }

  /// An upload whose data connection is reset in its midst.
  void cutUpload() throws IOException {
    String name = name();
    Optional<String> before = digest(name);
    try (ControlClient client = login();
        Socket data = client.extendedPassive()) {
      client.expectOpening("STOR " + name);
      data.getOutputStream().write(content());
      reset(data);
      if (client.reply().code() == 226) {
        throw new AssertionError("226 for an upload that was reset");
      }
      client.expect(200, "NOOP");
    }
    unchanged(name, before);
  }

  /// An upload whose client is gone from one moment to the next.
  void lostClient() throws IOException {
    String name = name();
    Optional<String> before = digest(name);
    ControlClient client = login();
    try (client;
        Socket data = client.extendedPassive()) {
      client.expectOpening("STOR " + name);
      data.getOutputStream().write(content());
      reset(data);
    }
    unchanged(name, before);
  }

  /// A download whose data connection is reset in its midst.
  void cutDownload() throws IOException {
    try (ControlClient client = login();
        Socket data = client.extendedPassive()) {
      client.expectOpening("RETR " + LARGE);
      data.getInputStream().readNBytes(100_000);
      reset(data);
      if (client.reply().code() == 226) {
        throw new AssertionError("226 for a download that was reset");
      }
      client.expect(221, "QUIT");
    }
  }

  /// ABOR in the midst of an upload and of a download.
  void aborts() throws IOException {
    String name = name();
    Optional<String> before = digest(name);
    try (ControlClient client = login()) {
      try (Socket data = client.extendedPassive()) {
        client.expectOpening("STOR " + name);
        data.getOutputStream().write(content());
        client.expect(426, "ABOR");
        client.expect(226);
      }
      try (Socket data = client.extendedPassive()) {
        client.expectOpening("RETR " + LARGE);
        data.getInputStream().readNBytes(100_000);
        client.expect(426, "ABOR");
        client.expect(226);
      }
      client.expect(200, "NOOP");
    }
    unchanged(name, before);
  }

  /// Asks for the large file and reads nothing of it, until the server has had enough.
  void stalledReader() throws IOException {
    try (ControlClient client = login();
        Socket _ = client.extendedPassive()) {
      client.expectOpening("RETR " + LARGE);
      client.expect(426);
      client.expect(221, "QUIT");
    }
  }

  /// Opens an upload and sends nothing, until the server has had enough.
  void silentWriter() throws IOException {
    try (ControlClient client = login();
        Socket _ = client.extendedPassive()) {
      client.expectOpening("STOR " + worker + "-silent.bin");
      client.expect(426);
      client.expect(221, "QUIT");
    }
  }

  /// Connects, says little or nothing, and stays until it is sent away.
  void halfOpen() throws IOException {
    try (ControlClient client = random.nextBoolean() ? login() : ControlClient.connect(control)) {
      client.expect(421);
      if (!client.ended()) {
        throw new AssertionError("421, and the connection goes on");
      }
    }
  }

  /// Connections from elsewhere to a passive port that is meant for this client.
  void strays() throws IOException {
    try (ControlClient client = login()) {
      String reply = client.expect(229, "EPSV").text();
      int port = Integer.parseInt(reply.replaceFirst(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
      InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      for (int i = 0; i < 3; i++) {
        try (var stray = new Socket()) {
          stray.bind(new InetSocketAddress(elsewhere, 0));
          stray.connect(new InetSocketAddress(control.getAddress(), port));
          stray.setSoTimeout(10_000);
          if (stray.getInputStream().read() >= 0) {
            throw new AssertionError("a stray was given something");
          }
        }
      }
      client.expect(221, "QUIT");
    }
  }

  /// Asks for data connections and makes none.
  void noShow() throws IOException {
    try (ControlClient client = login()) {
      client.expect(229, "EPSV");
      client.expectOpening("RETR " + LARGE);
      client.expect(425);
      client.expect(229, "EPSV");
    }
  }

  /// Wrong passwords, until the server has had enough.
  void wrongPasswords() throws IOException {
    try (ControlClient client = ControlClient.connect(control)) {
      for (int i = 0; i < 2; i++) {
        client.expect(331, "USER " + Launch.USER);
        client.expect(530, "PASS wrong");
      }
    }
  }

  /// AUTH TLS, and then no TLS; and a client of another protocol.
  void confused() throws IOException {
    try (ControlClient client = ControlClient.connect(control)) {
      client.expect(234, "AUTH TLS");
      client.sendOctets("USER in clear\r\n".getBytes(StandardCharsets.US_ASCII));
      client.expect(421);
    }
    try (ControlClient client = ControlClient.connect(control)) {
      client.send("GET / HTTP/1.1");
      client.expect(421);
    }
    try (ControlClient client = ControlClient.connect(control)) {
      client.expect(234, "AUTH TLS");
    }
  }

  private ControlClient login() throws IOException {
    return ControlClient.connect(control).login(Launch.USER, Launch.PASSWORD);
  }

  private Optional<String> digest(String name) throws IOException {
    Path file = served.resolve(name);
    return Files.exists(file) ? Optional.of(Sha256.of(file)) : Optional.empty();
  }

  private void unchanged(String name, Optional<String> before) throws IOException {
    if (!digest(name).equals(before)) {
      throw new AssertionError(name + " has changed although nobody was told 226");
    }
  }

  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
