package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What the program says and returns before it serves anything.
class CommandLineTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --lisen=:1             | ferry: unknown option --lisen, did you mean --listen? ",
        "serve --quux                 | ferry: unknown option --quux; ferry serve --help shows all",
        "sevre                        | ferry: unknown command sevre, did you mean serve? ",
        "serve --user                 | ferry: --user needs a value; ",
        "serve --json --json          | ferry: --json is given twice; ",
        "serve --listen :1 --listen :2| ferry: --listen is given twice; ",
        "serve a b                    | ferry: one argument too many; ",
        "serve --tls on               | ferry: --tls: 'on' is not auto or required or optional",
        "serve --tls off --cert x     | ferry: --cert: there is no TLS with --tls off; leave one",
        "serve --tls off --allow-ccc  | ferry: --allow-ccc: there is no TLS with --tls off",
        "serve --tls off --allow-auth-ssl | ferry: --allow-auth-ssl: there is no TLS with",
        "serve --login-by-certificate | ferry: --login-by-certificate: nobody is asked for a",
        "serve --tls off --implicit-listen :990 | ferry: --implicit-listen: there is no TLS with",
        "serve --key x                | ferry: --key: no certificate to it; name it with --cert",
        "serve --key-password-file x  | ferry: --key-password-file: no certificate to it; name",
        "serve --cert a --cert b --key c | ferry: --key: 1 for 2 --cert; name one for each",
        "serve --client-ca x          | ferry: --client-ca: nobody is asked for a certificate; add",
        "serve --client-certs required | ferry: --client-certs: whose certificates are good? name",
        "serve --client-certs optional --client-ca /not | ferry: --client-ca: there is no file",
        "serve --implicit-listen 990  | ferry: --implicit-listen: '990' is no address; write :990",
        "serve --tls-session-reuse x  | ferry: --tls-session-reuse: 'x' is not required or prefer",
        "serve --tls-engine openssl   | ferry: --tls-engine: 'openssl' is not auto or jsse or bor",
        "serve --tls off --tls-engine jsse | ferry: --tls-engine: there is no TLS with",
        "serve --cert a --key-password-file /not | ferry: --key-password-file: no password file",
        "serve --user a:b --without-close-notify c HERE | ferry: --without-close-notify: nobody",
        "serve --legacy-charset x     | ferry: --legacy-charset: x is no character set that is",
        "serve --legacy-charset UTF-16 | ferry: --legacy-charset: UTF-16 does not write ASCII as",
        "serve --device printer       | ferry: --device: write PROFILE=192.0.2.0/24 or PROFILE=us",
        "serve --device x=192.0.2.0/24 | ferry: --device: there is no such profile; choose from: ",
        "serve --device printer=here  | ferry: --device: an address block is written 192.0.2.0/24",
        "serve --user a:b --device camera=user:c HERE | ferry: --device: nobody has this name; gi",
        "serve --symlinks=all         | ferry: --symlinks: 'all' is not inside or none",
        "serve --uploads-durability x | ferry: --uploads-durability: 'x' is not strict or relaxed",
        "serve --active-port 70000    | ferry: --active-port: '70000' is not a port",
        "serve --listen=2121          | ferry: --listen: '2121' is no address; write :2121 ",
        "serve --listen [::1          | ferry: --listen: no port in '[::1'; write HOST:PORT",
        "serve /not/there             | ferry: serve: no directory /not/there; create it first",
        "serve --anonymous /not/there | ferry: --anonymous: no directory /not/there; create it",
        "serve --user a:b:/not/there  | ferry: --user a: no directory /not/there; create it first",
      })
  void aMistakeIsOneLineAndTwo(String line, String start) {
    int code = run(line.replace("HERE", directory.toString()).split(" "));
    assertThat(text(err)).startsWith(start.strip()).endsWith("\n").containsOnlyOnce("\n");
    assertThat(text(out)).isEmpty();
    assertThat(code).isEqualTo(ExitCode.USAGE.number());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --usr a:topsecret /x",
        "serve --usr=a:topsecret",
        "serve --user topsecret",
        "serve --user a:topsecret --user a:topsecret DIR",
        "serve --user a:topsecret --tls on",
        "serve DIR a:topsecret",
        "serve --anonymous DIR --user ftp:topsecret DIR",
      })
  void noMistakeRepeatsAPassword(String line) {
    int code = run(line.replace("DIR", directory.toString()).split(" "));
    assertThat(code).isEqualTo(ExitCode.USAGE.number());
    assertThat(text(err)).doesNotContain("topsecret").containsOnlyOnce("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "ls", "cat", "get", "put", "rm", "mkdir", "rmdir", "mv"})
  void helpNamesEveryOption(String name) {
    CommandLine command = Objects.requireNonNull(commandLine().getSubcommands().get(name));
    assertThat(run(name, "--help")).isZero();
    assertThat(text(out)).startsWith("Usage: ferry " + name + " ");
    for (var option : command.getCommandSpec().options()) {
      String label = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      assertThat(text(out)).contains("\n  " + option.longestName() + label);
    }
    assertThat(text(out).lines().filter(line -> line.startsWith("  -")))
        .as("no option that is not there")
        .allMatch(
            line -> command.getCommandSpec().findOption(line.strip().split(" ", 2)[0]) != null);
    assertThat(text(out).lines()).allMatch(line -> line.length() <= 90);
  }

  @Test
  void everyCommandHasAPageOfHelp() {
    assertThat(commandLine().getSubcommands().keySet())
        .containsExactlyInAnyOrder(
            "serve", "ls", "cat", "get", "put", "rm", "mkdir", "rmdir", "mv");
  }

  @Test
  void helpIsWhatFerryAloneSays() {
    assertThat(run()).isZero();
    assertThat(text(out)).isEqualTo(HelpText.FERRY);
    out.reset();
    assertThat(run("--help")).isZero();
    assertThat(text(out)).isEqualTo(HelpText.FERRY);
    commandLine()
        .getSubcommands()
        .keySet()
        .forEach(c -> assertThat(HelpText.FERRY).contains("\n  " + c + " "));
  }

  @Test
  void versionIsOneLine() {
    assertThat(run("--version")).isZero();
    assertThat(text(out)).startsWith("ferry ").containsOnlyOnce("\n");
  }

  @Test
  void aFaultOfFerrySaysSo() {
    var errors = new OneLineErrors(new PrintStream(err, true, StandardCharsets.UTF_8));
    CommandLine command = commandLine();
    int code =
        errors.handleExecutionException(
            new IllegalStateException("broken"), command, command.parseArgs());
    assertThat(code).isEqualTo(ExitCode.FAILURE.number());
    assertThat(text(err)).startsWith("ferry: this is a bug").contains("IllegalStateException");
  }

  private int run(String... args) {
    return Ferry.run(streams(), args);
  }

  private CommandLine commandLine() {
    return Ferry.commandLine(streams());
  }

  private Streams streams() {
    return new Streams(
        InputStream.nullInputStream(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        Map.of("HOME", directory.toString()));
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
