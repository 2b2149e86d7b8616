package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.ServerTrust;
import io.ferryftp.client.config.TlsMode;
import io.ferryftp.protocol.text.Secret;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the launcher has two JVMs watch when it makes ahead-of-time caches: this one, which calls
/// every command of the client, in clear and under TLS, and that of the server which it calls, on a
/// free port of the loopback interface.
///
/// Everything is in one directory, the home directory of the rehearsal among it. Whatever fails is
/// left out: a cache that knows less is a cache too.
final class Rehearsal {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int FILE_OCTETS = 3 << 20;
  private static final Duration PRACTICE = Duration.ofSeconds(4);
  private static final int FILES_A_SESSION = 50;
  private static final Pattern READY = Pattern.compile("ready control=([^ ]+) .*pid=([0-9]+).*");
  private static final String USER = "rehearsal";
  private static final String PASSWORD = "rehearsal";

  private final Path directory;
  private final Map<String, String> environment;

  private Rehearsal(Path directory) {
    this.directory = directory;
    environment = Map.of("HOME", directory.toString(), "FERRY_PASSWORD", PASSWORD);
  }

  /// With a directory that is not there yet and jars: prepares them. With the directory alone:
  /// waits for the ready line of a server on standard input, rehearses, stops it, and exits.
  public static void main(String[] args) throws IOException, MistakeException {
    Thread.ofPlatform().daemon().name("limit").start(Rehearsal::limit);
    var rehearsal = new Rehearsal(Path.of(args[0]));
    List<Path> jars = Stream.of(args).skip(1).map(Path::of).toList();
    if (jars.isEmpty()) {
      rehearsal.run();
    } else {
      rehearsal.prepare();
      for (Path jar : jars) {
        QuickJar.in(jar);
      }
    }
    System.exit(0); // The JVM writes its cache at an orderly end.
  }

  /// What the rehearsal itself must not do: most starts find their certificate, and load none of
  /// the classes that make one.
  private void prepare() throws IOException, MistakeException {
    Files.createDirectory(directory);
    Files.createDirectory(data());
    Path served = Files.createDirectory(served());
    Files.write(served.resolve("file"), new byte[FILE_OCTETS]);
    Files.writeString(served.resolve("small"), "small\n");
    new SelfSigned(data()).keep(List.of("localhost"), Instant.now());
  }

  private Path served() {
    return directory.resolve("served");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private void run() throws IOException {
    Optional<Matcher> ready = ready();
    if (ready.isPresent()) {
      String control = ready.get().group(1);
      visit("ftp://%s@%s/".formatted(USER, control), List.of("--tls", "off"));
      visit("ftp://%s@%s/".formatted(USER, control), List.of("--insecure"));
      practise(control, TlsMode.OFF);
      practise(control, TlsMode.EXPLICIT);
      // It writes its cache while this JVM writes its own.
      ProcessHandle.of(Long.parseLong(ready.get().group(2))).ifPresent(ProcessHandle::destroy);
    }
    say("--version");
    say("get", "--help");
  }

  private static Optional<Matcher> ready() throws IOException {
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      return Optional.ofNullable(lines.readLine()).map(READY::matcher).filter(Matcher::matches);
    }
  }

  /// Every command of the client.
  private void visit(String url, List<String> options) throws IOException {
    Path fetched = directory.resolve("fetched");
    Path small = directory.resolve("small");
    visit(options, "get", url + "file", "-o", fetched.toString());
    visit(options, "get", url + "small", "-o", small.toString());
    visit(options, "cat", url + "small");
    visit(options, "ls", url);
    visit(options, "ls", "--json", url);
    visit(options, "put", fetched.toString(), url + "stored");
    visit(options, "put", small.toString(), url + "stored-small");
    visit(options, "mkdir", url + "directory");
    visit(options, "mv", url + "stored", "directory/moved");
    visit(options, "rm", url + "directory/moved");
    visit(options, "rm", url + "stored-small");
    visit(options, "rmdir", url + "directory");
    Files.deleteIfExists(fetched);
    Files.deleteIfExists(small);
  }

  /// The same over and over, so that the cache knows what is worth compiling: without that a busy
  /// server takes a quarter of a minute to come up to its speed.
  private void practise(String control, TlsMode mode) throws IOException {
    String host = control.substring(0, control.lastIndexOf(':'));
    int port = Integer.parseInt(control.substring(host.length() + 1));
    ClientTls tls = ClientTls.DEFAULT.withMode(mode).withTrust(new ServerTrust.Anybody());
    ClientConfig config = ClientConfig.builder(host).port(port).tls(tls).build();
    long end = System.nanoTime() + PRACTICE.toNanos();
    while (System.nanoTime() < end) {
      try (FtpClient client = FtpClient.open(config, Login.of(USER, Secret.of(PASSWORD)))) {
        for (int i = 0; i < FILES_A_SESSION; i++) {
          practise(client, "small", i);
        }
        practise(client, "file", 0);
        client.quit();
      }
    }
  }

  private static void practise(FtpClient client, String name, int number) throws IOException {
    var fetched = new ByteArrayOutputStream();
    client.retrieve(name, fetched, TransferOptions.DEFAULT);
    client.store(
        new ByteArrayInputStream(fetched.toByteArray()),
        "practice-" + name + number,
        TransferOptions.DEFAULT);
    client.list("");
  }

  private void visit(List<String> options, String... command) {
    var words = new ArrayList<>(List.of(command));
    words.addAll(1, options);
    say(words.toArray(String[]::new));
  }

  private void say(String... words) {
    execute(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), words);
  }

  /// What a command has to say about its failure stands in the log of the launcher.
  private void execute(PrintStream out, String... words) {
    var streams = new Streams(InputStream.nullInputStream(), out, System.err, environment);
    int _ = Ferry.run(streams, words);
  }

  private static void limit() {
    try {
      Thread.currentThread().join(LONGEST);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}
