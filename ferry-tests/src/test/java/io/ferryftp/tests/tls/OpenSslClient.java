package io.ferryftp.tests.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.TestFtpServer;
import io.ferryftp.tests.harness.Program;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// A client of FTPS whose connections are `openssl s_client`, one process each.
final class OpenSslClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Program openssl;
  private final TestFtpServer server;
  private final TlsVersion version;
  private final Path directory;
  private final Path ticket;
  private final Process control;
  private final OutputStream out;
  private final BufferedReader in;

  /// Connects and logs in.
  ///
  /// @param directory of this client's own
  OpenSslClient(Program openssl, TestFtpServer server, TlsVersion version, Path directory)
      throws IOException {
    this.openssl = openssl;
    this.server = server;
    this.version = version;
    this.directory = directory;
    this.ticket = directory.resolve("ticket");
    control = start(server.port(), List.of("-starttls", "ftp", "-sess_out", ticket.toString()));
    out = control.getOutputStream();
    in = control.inputReader(StandardCharsets.UTF_8);
    expect("331", ask("USER " + server.user()));
    expect("230", ask("PASS " + server.password()));
    expect("200", ask("TYPE I"));
    expect("200", ask("PBSZ 0"));
    expect("200", ask("PROT P"));
  }

  /// The session of the control connection, in a file.
  Path ticket() {
    Awaitility.await().atMost(LIMIT).until(() -> Files.exists(ticket) && Files.size(ticket) > 0);
    return ticket;
  }

  /// What a command gives over a data connection that offers this ticket.
  String download(String command, Path offered) throws IOException, InterruptedException {
    Process data = open(command, offered);
    data.getOutputStream().close();
    String content = content(data);
    expect("226", reply());
    return content;
  }

  /// Sends a text with a command; gives the last reply.
  String upload(String command, String text, Path offered)
      throws IOException, InterruptedException {
    Process data = open(command, offered, "-no_ign_eof");
    try (var to = data.getOutputStream()) {
      to.write(text.getBytes(StandardCharsets.UTF_8));
    }
    content(data);
    return reply();
  }

  /// The last reply to a command whose data connection offers this ticket.
  String attempt(String command, Path offered) throws IOException, InterruptedException {
    Process data = open(command, offered);
    content(data);
    return reply();
  }

  private Process open(String command, Path offered, String... more) throws IOException {
    String passive = ask("EPSV");
    expect("229", passive);
    int port = Integer.parseInt(passive.replaceFirst(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
    var options = new ArrayList<>(List.of("-sess_in", offered.toString()));
    options.addAll(List.of(more));
    Process data = start(port, options);
    expect("150", ask(command));
    return data;
  }

  private static String content(Process data) throws IOException, InterruptedException {
    String content = new String(data.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(data.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    return content;
  }

  private String ask(String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
    return reply();
  }

  private String reply() throws IOException {
    String line;
    do {
      line = in.readLine();
      assertThat(line).as("a reply").isNotNull();
    } while (!line.matches("[1-5]\\d\\d .*"));
    return line;
  }

  private static void expect(String code, String reply) {
    assertThat(reply).startsWith(code);
  }

  private Process start(int port, List<String> more) throws IOException {
    var arguments = new ArrayList<String>();
    arguments.addAll(
        openssl.command(
            "s_client",
            "-quiet",
            "-connect",
            server.host() + ":" + port,
            version == TlsVersion.TLS_1_2 ? "-tls1_2" : "-tls1_3"));
    arguments.addAll(more);
    return new ProcessBuilder(arguments)
        .directory(directory.toFile())
        .redirectError(ProcessBuilder.Redirect.appendTo(new File(directory.toFile(), "errors")))
        .start();
  }

  @Override
  public void close() {
    control.destroyForcibly();
  }
}
