package io.ferryftp.tests.soak;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.Resume;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.DataMode;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.Launch;
import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
  private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(60);

  private final InetSocketAddress control;
  private final Path served;
  private final Path scratch;
  private final String worker;
  private final Random random;
  private final String largeDigest;

  /// @param served what the server serves
  /// @param scratch of this worker alone
  /// @param worker its name, with which those of its files begin
  Acts(
      InetSocketAddress control,
      Path served,
      Path scratch,
      String worker,
      Random random,
      String largeDigest) {
    this.control = control;
    this.served = served;
    this.scratch = scratch;
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

  /// Ferry's own client: files there and back, a listing, a name that goes.
  void ferry() throws IOException {
    DataMode mode = random.nextBoolean() ? DataMode.PASSIVE_ONLY : DataMode.ACTIVE_ONLY;
    TlsMode tls = random.nextBoolean() ? TlsMode.EXPLICIT : TlsMode.OFF;
    var config =
        ClientConfig.builder("127.0.0.1")
            .port(control.getPort())
            .dataMode(mode)
            .tls(ClientTls.DEFAULT.withMode(tls).withTrust(new ServerTrust.Anybody()))
            .build();
    var login = Login.of(Launch.USER, Secret.of(Launch.PASSWORD));
    try (FtpClient client = FtpClient.open(config, login)) {
      for (int i = 0; i < 3; i++) {
        byte[] content = content();
        String name = name();
        Path local = Files.write(scratch.resolve("up"), content);
        client.store(local, name, Resume.NO);
        same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
        Path back = scratch.resolve("down");
        Files.deleteIfExists(back);
        client.retrieve(name, back, Resume.NO);
        same(name + " fetched", Sha256.of(content), Sha256.of(back));
        if (client.list("").stream().noneMatch(file -> file.name().equals(name))) {
          throw new AssertionError(name + " is not in the listing");
        }
        if (random.nextBoolean()) {
          client.delete(name);
        }
      }
      client.quit();
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

  /// curl, there and back.
  void curl() throws IOException, InterruptedException {
    Optional<Peer> curl = Peer.find("curl");
    if (curl.isEmpty()) {
      return;
    }
    byte[] content = content();
    String name = worker + "-curl.bin";
    Path up = Files.write(scratch.resolve("curl-up"), content);
    Path down = scratch.resolve("curl-down");
    String url = "ftp://127.0.0.1:" + control.getPort() + "/" + name;
    // Not active under TLS: some versions of curl then lose the address of their own socket.
    var how =
        switch (random.nextInt(3)) {
          case 0 -> List.of("--ftp-port", "-");
          case 1 -> List.of("--ftp-pasv");
          default -> List.of("--ftp-pasv", "--ssl-reqd");
        };
    String user = Launch.USER + ":" + Launch.PASSWORD;
    var common = List.of("--disable", "--silent", "--show-error", "--insecure", "--user", user);
    for (List<String> what : List.of(List.of("-T", up.toString()), List.of("-o", down + ""))) {
      var arguments = new ArrayList<>(common);
      arguments.addAll(how);
      arguments.addAll(what);
      arguments.add(url);
      curl.get().run(scratch, PROGRAM_LIMIT, arguments).orFail();
    }
    same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
    same(name + " fetched", Sha256.of(content), Sha256.of(down));
  }

  /// lftp, there and back.
  void lftp() throws IOException, InterruptedException {
    Optional<Peer> lftp = Peer.find("lftp");
    if (lftp.isEmpty()) {
      return;
    }
    byte[] content = content();
    String name = worker + "-lftp.bin";
    Path up = Files.write(scratch.resolve("lftp-up"), content);
    Path down = scratch.resolve("lftp-down");
    String script =
        """
        set cmd:fail-exit yes
        set ssl:verify-certificate no
        set ftp:ssl-allow %s
        set ftp:passive-mode %s
        set net:max-retries 2
        set xfer:clobber yes
        open -p %d -u '%s','%s' ftp://127.0.0.1
        put %s -o %s
        get %s -o %s
        """
            .formatted(
                random.nextBoolean() ? "yes" : "no",
                random.nextBoolean() ? "yes" : "no",
                control.getPort(),
                Launch.USER,
                Launch.PASSWORD,
                up,
                name,
                name,
                down);
    Path file = Files.writeString(scratch.resolve("lftp-script"), script);
    lftp.get().run(scratch, PROGRAM_LIMIT, List.of("--norc", "-f", file.toString())).orFail();
    same(name, Sha256.of(content), Sha256.of(served.resolve(name)));
    same(name + " fetched", Sha256.of(content), Sha256.of(down));
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
