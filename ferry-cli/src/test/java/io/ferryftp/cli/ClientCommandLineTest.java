package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the client's commands refuse before they connect anywhere.
class ClientCommandLineTest {
  @TempDir Path home;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ls                            | ferry: URL needs a value; ferry ls --help shows all",
        "ls host/path                  | ferry: 'host/path' is no URL; it begins with ftp://",
        "ls --mod auto ftp://h/        | ferry: unknown option --mod, did you mean --mode?",
        "ls --mode pasive ftp://h/     | ferry: --mode: 'pasive' is not auto or passive or",
        "ls --timeout 0 ftp://h/       | ferry: --timeout: '0' is not a number of seconds",
        "ls --timeout x ftp://h/       | ferry: --timeout: 'x' is not a number of seconds",
        "ls -v -q ftp://h/             | ferry: -v and -q contradict each other",
        "ls --active-ports 9-8 ftp://h | ferry: --active-ports: '9-8' is not a range",
        "ls --active-address h ftp://h | ferry: --active-address: 'h' is no IP address",
        "cat ftp://h/d/                | ferry: ftp://h/d/: this is a directory's URL; ferry ls",
        "cat ftp://h/a;type=d          | ferry: ftp://h/a;type=d: this is a directory's URL",
        "ls ftpes://h/ --tls off       | ferry: ftpes://h/: ftpes:// means --tls explicit, not off",
        "ls ftps://h/ --tls explicit   | ferry: ftps://h/: ftps:// means --tls implicit, not expl",
        "ls ftp://h/ --tls implicit    | ferry: ftp://h/: implicit TLS has a port of its own",
        "ls ftp://h/ --tls on          | ferry: --tls: 'on' is not auto or off or explicit or impl",
        "ls ftp://h/ --fingerprint 12  | ferry: --fingerprint: this is no SHA-256; give its 64",
        "ls ftp://h/ --cacert /not     | ferry: --cacert: there is no file /not; check its path",
        "ls ftp://h/ --cert /not       | ferry: --cert: there is no file /not; check its path",
        "ls ftp://h/ --key x           | ferry: --key: no certificate to it; name it with --cert",
        "ls ftp://h/ --tls off --insecure | ferry: --insecure: there is no TLS with --tls off",
        "ls ftp://h/ --cacert x --insecure | ferry: --cacert and --insecure contradict each other",
        "get ftp://h/                  | ferry: ftp://h/: this is a directory's URL; name the",
        "get ftp://h/a -o x -d y       | ferry: -o and -d contradict each other",
        "get ftp://h/a ftp://h/b -o x  | ferry: -o is for one URL; give a directory with -d",
        "get ftp://h/a ftp://h/d/a     | ferry: ftp://h/d/a: another URL ends in the same name",
        "get ftp://h/a -o - --resume   | ferry: -o -: standard output takes the file alone",
        "get ftp://h/a -o - --json     | ferry: -o -: standard output takes the file alone",
        "get --resume ftp://h/a;type=a | ferry: ftp://h/a;type=a: text has no offset to continue",
        "put a --resume ftp://h/;type=a| ferry: ftp://h/;type=a: text has no offset to continue",
        "put ftp://h/                  | ferry: nothing to put; write ferry put LOCAL... ftp://h/",
        "put a d/a ftp://h/            | ferry: put: another file has the name of d/a; put",
        "put a b ftp://h/c             | ferry: ftp://h/c: several files need a directory's URL",
        "put - ftp://h/                | ferry: ftp://h/: standard input has no name",
        "put - ftp://h/a --resume      | ferry: standard input has no beginning to go back to",
        "put . ftp://h/                | ferry: put: . has no name of its own",
        "put a b                       | ferry: 'b' is no URL",
        "rm ftp://h/d/                 | ferry: ftp://h/d/: this is a directory's URL; ferry rmdir",
        "mkdir ftp://h/                | ferry: ftp://h/: this URL has no name at its end",
        "rmdir ftp://h/%2F             | ferry: ftp://h/%2F: this URL has no name at its end",
        "mv ftp://h/a                  | ferry: NEWPATH needs a value",
        "mv ftp://h/a ftp://h/b        | ferry: mv: the new path is a path on the same server",
        "mv ftp://h/a b c              | ferry: one argument too many",
        "gte ftp://h/a                 | ferry: unknown command gte, did you mean get?",
      })
  void aMistakeIsOneLineAndTwo(String line, String start) {
    assertThat(run(line.strip().split(" +"))).isEqualTo(2);
    assertThat(text(err)).startsWith(start.strip()).endsWith("\n").containsOnlyOnce("\n");
    assertThat(text(out)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ls ftp://anna:geheim@h:x/",
        "ls ftp://anna:geheim@h/ --mode x",
        "cat ftp://anna:geheim@h/",
        "get ftp://anna:geheim@h/a ftp://bert:geheim@h/a",
        "get ftp://anna:geheim@h/a --quux",
        "get --quux=ftp://anna:geheim@h/a",
        "put ftp://anna:geheim@h/",
        "put anna:geheim@h",
        "mv ftp://anna:geheim@h/ x",
        "mv ftp://anna:geheim@h/a ftp://anna:geheim@h/b",
        "mv ftp://anna:geheim@h/a b ftp://anna:geheim@h/b",
        "serve ftp://anna:geheim@h/a x",
        "ftp://anna:geheim@h/a",
      })
  void noMistakeRepeatsAPassword(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);
    assertThat(text(err)).doesNotContain("geheim").containsOnlyOnce("\n");
    assertThat(text(out)).isEmpty();
  }

  @Test
  void lineEndsDoNotReachTheServer() {
    assertThat(run("mv", "ftp://h/a", "b\r\nDELE c")).isEqualTo(2);
    assertThat(text(err)).startsWith("ferry: mv: FTP cannot send the line end");
    err.reset();
    assertThat(run("ls", "ftp://h/a%0D%0ADELE%20c")).isEqualTo(2);
    assertThat(text(err)).contains("%00, %0D or %0A in the path");
  }

  private int run(String... args) {
    return Ferry.commandLine(
            new Streams(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("HOME", home.toString())))
        .execute(args);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
