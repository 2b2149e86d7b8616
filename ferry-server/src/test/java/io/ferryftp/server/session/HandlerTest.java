package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.TlsPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Handlers as functions: a command in a session has this reply.
class HandlerTest {
  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "PWD → 257",
        "XPWD → 257",
        "CWD dir → 250",
        "XCWD /dir → 250",
        "CWD a.txt → 550",
        "CWD missing → 550",
        "CWD .. → 250",
        "CDUP → 250",
        "XCUP → 250",
        "CWD ~ → 550",
        "TYPE A → 200",
        "TYPE A N → 200",
        "TYPE I → 200",
        "TYPE L 8 → 200",
        "TYPE A C → 200",
        "TYPE E → 200",
        "TYPE E T → 200",
        "TYPE L 7 → 504",
        "STRU F → 200",
        "STRU R → 200",
        "STRU P → 504",
        "MODE S → 200",
        "MODE B → 200",
        "MODE C → 200",
        "MODE Z → 200",
        "MODE X → 504",
        "OPTS MODE Z LEVEL 9 → 200",
        "OPTS MODE Z LEVEL 10 → 501",
        "RANG 0 9 → 350",
        "RANG 1 0 → 350",
        "RANG 9 0 → 501",
        "RANG 9 → 501",
        "REST -1 → 501",
        "REST 9223372036854775808 → 501",
        "REST 9223372036854775807 → 350",
        "REST 1e3 → 501",
        "ALLO 100 → 202",
        "ALLO 100 R 10 → 202",
        "ALLO x → 501",
        "PORT 127,0,0,1,200,1 → 200",
        "PORT 127,0,0,1,3,255 → 504",
        "PORT 127,0,0,2,200,1 → 504",
        "PORT 1,2,3 → 501",
        "EPRT |1|127.0.0.1|51201| → 200",
        "EPRT |1|127.0.0.1|1023| → 504",
        "EPRT |1|10.1.2.3|51201| → 504",
        "EPRT |2|::1|51201| → 522",
        "EPRT |2|::ffff:10.1.2.3|51201| → 504",
        "EPRT |3|x|1| → 522",
        "EPRT |1|0.0.0.0|51201| → 200",
        "PORT 0,0,0,0,200,1 → 200",
        "PASV → 227",
        "EPSV → 229",
        "EPSV 1 → 229",
        "EPSV 2 → 522",
        "EPSV 3 → 522",
        "EPSV x → 501",
        "RETR a.txt → 425",
        "ABOR → 226",
        "STAT → 211",
        "STAT a.txt → 213",
        "STAT dir → 212",
        "STAT missing → 550",
        "SIZE a.txt → 213",
        "SIZE dir → 550",
        "MDTM a.txt → 213",
        "MDTM missing → 550",
        "MLST a.txt → 250",
        "MLST → 250",
        "MLST missing → 550",
        "MFMT 20260102030405 a.txt → 213",
        "MFMT 20261340000000 a.txt → 501",
        "MFMT 20260102030405 missing → 550",
        "MFMT 20260102030405 → 501",
        "DELE a.txt → 250",
        "DELE missing → 550",
        "DELE dir → 550",
        "MKD new → 257",
        "XMKD new → 257",
        "MKD dir → 550",
        "RMD dir → 250",
        "XRMD dir → 250",
        "RMD missing → 550",
        "RNTO x → 503",
        "SITE HELP → 214",
        "SITE CHMOD 644 a.txt → 200",
        "SITE CHMOD 0644 a.txt → 200",
        "SITE CHMOD 4755 a.txt → 501",
        "SITE CHMOD 999 a.txt → 501",
        "SITE CHMOD 644 → 501",
        "SITE CHMOD 644 missing → 550",
        "SITE EXEC id → 504",
        "SYST → 215",
        "FEAT → 211",
        "HELP → 214",
        "HELP retr → 214",
        "HELP XYZZY → 504",
        "HELP HASH → 214",
        "OPTS UTF8 ON → 200",
        "OPTS UTF8 OFF → 200",
        "OPTS UTF8 NO → 501",
        "CLNT NcFTP 3.2.6 → 200",
        "CLNT → 501",
        "CSID Name=x; Version=1; → 200",
        "LANG → 200",
        "LANG en → 200",
        "LANG EN-gb → 200",
        "LANG de → 504",
        "LANG en_GB → 501",
        "LPRT 4,4,127,0,0,1,2,200,1 → 200",
        "LPRT 4,4,0,0,0,0,2,200,1 → 200",
        "LPRT 4,4,127,0,0,1,2,3,255 → 504",
        "LPRT 4,4,127,0,0,2,2,200,1 → 504",
        "LPRT 6,16,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,200,1 → 521",
        "LPRT 5,4,127,0,0,1,2,200,1 → 521",
        "LPRT 4,4,127,0,0,1 → 501",
        "LPSV → 228",
        "SSCN → 503",
        "SSCN OFF → 503",
        "SSCN ON → 504",
        "SSCN PERHAPS → 501",
        "CPSV → 504",
        "OPTS MLST Size;Type; → 200",
        "OPTS XYZZY → 501",
        "ACCT x → 202",
        "SMNT x → 502",
        "XYZZY → 500",
        "NOOP → 200",
        "QUIT → 221",
      })
  void repliesWithTheRightCode(String line, int code) {
    assertThat(new HandlerBench().loggedIn().code(line.strip())).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0} for a stranger → {1}")
  @CsvSource({
    "RETR x,530", "RETR,530", "REST -1,530", "RNTO x,530", "HASH x,530", "STAT,530", "PASS x,503",
    "FEAT,211", "SYST,215", "HELP,214", "NOOP,200", "AUTH TLS,502", "XYZZY,500", "USER,501"
  })
  void strangersGetOnlyWhatTheTableSays(String line, int code) {
    assertThat(new HandlerBench().code(line)).isEqualTo(code);
  }

  @Test
  void unknownNamesAndWrongPasswordsLookTheSame() {
    var wrongName = new HandlerBench();
    var wrongPassword = new HandlerBench();

    assertThat(wrongName.send("USER nobody")).isEqualTo(wrongPassword.send("USER anna"));
    assertThat(wrongName.send("PASS x")).isEqualTo(wrongPassword.send("PASS x"));
  }

  @Test
  void passwordsFromElsewhereAreRefusedBeforeTheyAreAskedFor() {
    var guarded = new HandlerBench("192.0.2.7", TlsPolicy.AUTO, Permission.ALL);
    var open = new HandlerBench("192.0.2.7", TlsPolicy.OFF, Permission.ALL);

    assertThat(guarded.send("USER anna").code().number()).isEqualTo(530);
    assertThat(guarded.send("USER anna").text()).contains("--tls off");
    assertThat(guarded.code("PASS secret")).isEqualTo(503);
    assertThat(open.loggedIn().code("PWD")).isEqualTo(257);
  }

  @Test
  void passiveReplyNamesThisServerAndItsPort() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.send("PASV").text()).endsWith("(127,0,0,1,82,11)");
    assertThat(bench.send("EPSV").text()).endsWith("(|||21003|)");
  }

  @Test
  void passiveOverIpv6IsExtendedOnly() {
    var bench = new HandlerBench("::1", TlsPolicy.AUTO, Permission.ALL).loggedIn();

    assertThat(bench.code("PASV")).isEqualTo(425);
    assertThat(bench.code("EPSV 2")).isEqualTo(229);
    assertThat(bench.code("EPSV 1")).isEqualTo(522);
    assertThat(bench.code("EPRT |2|::1|51201|")).isEqualTo(200);
    assertThat(bench.code("EPRT |2|::|51201|")).isEqualTo(200);
    assertThat(bench.code("EPRT |1|127.0.0.1|51201|")).isEqualTo(522);
  }

  @Test
  void busyPassivePortsAreAClearRefusal() {
    var bench = new HandlerBench().loggedIn();
    bench.passivePortsBusy();

    assertThat(bench.code("PASV")).isEqualTo(425);
    assertThat(bench.code("EPSV")).isEqualTo(425);
    assertThat(bench.session().dataPort()).isEqualTo(new DataPortChoice.None());
  }

  @ParameterizedTest(name = "{0}, {1} → {2}")
  @CsvSource({
    "RANG 7 7,RETR a.txt,504",
    "RANG 7 7,STOR a.txt,504",
    "RANG 0 3,APPE a.txt,504",
    "RANG 0 3,STOU,504",
    "RANG 0 3,LIST,504",
    "RANG 1 0,APPE a.txt,150",
    "REST 3,APPE a.txt,150",
    "REST 3,STOU,504",
    "REST 0,STOU,150",
    "REST 3,LIST,150",
    "MODE B,RETR a.txt,150",
    "STRU R,RETR a.txt,150",
    "STRU R,LIST,504",
    "STRU R,SIZE a.txt,504",
    "TYPE E,NLST,150",
    "TYPE E,MLSD,504",
  })
  void whatGoesTogetherIsDecidedByTheVerb(String first, String line, int code) {
    assertThat(new HandlerBench().loggedIn().code("PASV", first, line)).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0}, {1} → {2}")
  @CsvSource({
    "RANG 7 7,RETR a.txt,150",
    "RANG 0 99,RETR a.txt,150",
    "RANG 8 9,RETR a.txt,551",
    "RANG 9 9,RETR a.txt,551",
    "RANG 9223372036854775807 9223372036854775807,RETR a.txt,551",
    "RANG 0 0,RETR missing,550",
    "RANG 7 7,STOR a.txt,150",
    "RANG 8 8,STOR a.txt,551",
    "RANG 0 3,APPE a.txt,504",
    "REST 8,RETR a.txt,150",
    "REST 9,RETR a.txt,554",
    "REST 8,APPE a.txt,150",
    "REST 9,APPE a.txt,554",
  })
  void portionsOfOctetsLieInTheFile(String portion, String line, int code) {
    assertThat(new HandlerBench().loggedIn().code("TYPE I", "PASV", portion, line)).isEqualTo(code);
  }

  @Test
  void offsetsIntoLongTextsAreNotCounted() {
    Limits few = Limits.DEFAULT.toBuilder().asciiSizeOctets(7).build();
    var bench = new HandlerBench(config -> config.limits(few)).loggedIn();

    assertThat(bench.code("PASV", "REST 1", "RETR a.txt")).isEqualTo(504);
    assertThat(bench.code("REST 1", "STOR a.txt")).isEqualTo(504);
    assertThat(bench.session().dataPort()).isEqualTo(new DataPortChoice.Passive());
    assertThat(bench.code("RETR a.txt")).isEqualTo(150);
  }

  @Test
  void aRefusedCombinationKeepsTheDataPortAndDropsThePortion() {
    var bench = new HandlerBench().loggedIn();
    bench.code("MODE B", "PASV", "REST 5", "RETR a.txt");

    assertThat(bench.session().dataPort()).isEqualTo(new DataPortChoice.Passive());
    assertThat(bench.code("RETR a.txt")).isEqualTo(150);
  }

  @Test
  void sizeIsThatOfModeS() {
    var bench = new HandlerBench().loggedIn();
    bench.code("MODE Z");

    assertThat(bench.send("SIZE a.txt").text()).isEqualTo("10");
    bench.code("TYPE E");
    assertThat(bench.send("SIZE a.txt").text()).isEqualTo("8");
  }

  @Test
  void statShowsTheParameters() {
    var bench = new HandlerBench().loggedIn();
    bench.code("TYPE E", "STRU R", "MODE Z", "OPTS MODE Z LEVEL 3");

    assertThat(bench.send("STAT").lines()).contains("TYPE E, STRU R, MODE Z, LEVEL 3");
    bench.code("USER anna", "PASS secret");
    assertThat(bench.send("STAT").lines()).contains("TYPE A, STRU F, MODE S");
  }

  @Test
  void sizeInTypeAIsWhatRetrWouldSend() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.send("SIZE a.txt").text()).isEqualTo("10");
    bench.code("TYPE I");
    assertThat(bench.send("SIZE a.txt").text()).isEqualTo("8");
  }

  @Test
  void pwdDoublesQuotes() {
    var bench = new HandlerBench().loggedIn();
    bench.tree.withDirectory("/a\"b");

    bench.code("CWD a\"b");

    assertThat(bench.send("PWD").text()).startsWith("\"/a\"\"b\" ");
  }

  @Test
  void mlstIsOneLineBetweenTwo() {
    var reply = new HandlerBench().loggedIn().send("MLST a.txt");

    assertThat(reply.lines()).hasSize(3);
    assertThat(reply.lines().get(1))
        .isEqualTo("Type=file;Size=8;Modify=20260304050607;Perm=adfrw;UNIX.mode=0644; /a.txt");
  }

  @Test
  void featuresNameWhatIsThere() {
    var lines = new HandlerBench().loggedIn().send("FEAT").lines();

    assertThat(lines)
        .contains(
            "EPRT",
            "EPSV",
            "CLNT",
            "CSID",
            "LANG EN*",
            "MDTM",
            "MFMT",
            "HASH SHA-256*;SHA-512;SHA-1;MD5;CRC32",
            "MFF Modify;UNIX.mode;",
            "MLST Type*;Size*;Modify*;Create;Perm*;Unique*;Media-Type;UNIX.mode*;UNIX.owner;"
                + "UNIX.group;",
            "RANG STREAM",
            "REST STREAM",
            "SIZE",
            "TVFS",
            "UTF8");
  }

  @Test
  void optsMlstIsSeenInFeat() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.send("OPTS MLST size;nonsense;TYPE;").text())
        .isEqualTo("MLST OPTS Type;Size;");
    assertThat(bench.send("FEAT").lines())
        .contains(
            "MLST Type*;Size*;Modify;Create;Perm;Unique;Media-Type;UNIX.mode;UNIX.owner;"
                + "UNIX.group;");
  }

  @Test
  void statTellsOfTheRunningTransfer() {
    var bench = new HandlerBench().loggedIn();
    bench.transferring(new Surroundings.Progress(VirtualPath.of("/a.txt"), 4096));

    assertThat(bench.send("STAT").lines()).contains("Transfer of /a.txt: 4096 octets so far");
  }

  @ParameterizedTest(name = "REST {0}, {1} → {2}")
  @CsvSource({
    "10,RETR a.txt,150",
    "11,RETR a.txt,554",
    "10,STOR a.txt,150",
    "11,STOR a.txt,554",
    "10,APPE a.txt,150",
    "11,APPE a.txt,554",
    "1,STOR missing,554",
    "1,RETR missing,550",
    "1,STOR dir,550"
  })
  void offsetBehindTheEndIsRefusedAtTheTransfer(long offset, String line, int code) {
    assertThat(new HandlerBench().loggedIn().code("PASV", "REST " + offset, line)).isEqualTo(code);
  }

  @ParameterizedTest(name = "PASV, {0} → {1}")
  @CsvSource({
    "RETR a.txt,150",
    "RETR dir,550",
    "RETR missing,550",
    "STOR new,150",
    "STOR dir,550",
    "STOR missing/x,550",
    "APPE a.txt,150",
    "STOU,150",
    "LIST,150",
    "LIST -la,150",
    "LIST missing,550",
    "LIST *.txt,150",
    "NLST dir,150",
    "NLST missing,550",
    "MLSD,150",
    "MLSD dir,150",
    "MLSD a.txt,501",
    "MLSD missing,550"
  })
  void transfersAreRefusedBeforeTheirDataConnection(String line, int code) {
    assertThat(new HandlerBench().loggedIn().code("PASV", line)).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0} for a reader → {1}")
  @CsvSource({
    "STOR x,550",
    "APPE a.txt,550",
    "STOU,550",
    "DELE a.txt,550",
    "MKD x,550",
    "RMD dir,550",
    "MFMT 20260102030405 a.txt,550",
    "SITE CHMOD 600 a.txt,550",
    "RETR a.txt,150",
    "NLST,150"
  })
  void readersChangeNothing(String line, int code) {
    var bench = new HandlerBench("127.0.0.1", TlsPolicy.AUTO, Permission.READ_ONLY).loggedIn();

    assertThat(bench.code("PASV", line)).isEqualTo(code);
    assertThat(bench.code("RNFR a.txt", "RNTO b.txt")).isEqualTo(550);
    assertThat(bench.tree.content("/a.txt")).hasValue("one\ntwo\n");
    assertThat(bench.tree.has("/x")).isFalse();
  }
}
