package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What each command leaves of the session: one row a reset. State that outlives its command is how
/// servers send a file to the wrong place or from the wrong octet.
class SessionStateTest {
  @ParameterizedTest(name = "{0}, then {1}: offset {2}")
  @CsvSource(
      delimiter = '→',
      value = {
        "REST 5 → PASV → 5",
        "REST 5 → EPSV → 5",
        "REST 5 → PORT 127,0,0,1,200,1 → 5",
        "REST 5 → EPRT |1|127.0.0.1|51201| → 5",
        "REST 5 → LPRT 4,4,127,0,0,1,2,200,1 → 5",
        "REST 5 → LPSV → 5",
        "REST 5 → ALLO 10 → 5",
        "REST 5 → REST 7 → 7",
        "REST 5 → RANG 7 9 → 7",
        "REST 5 → RANG 1 0 → 0",
        "REST 5 → RANG 9 7 → 0",
        "RANG 5 9 → PASV → 5",
        "RANG 5 9 → REST 7 → 7",
        "RANG 5 9 → RANG 6 9 → 6",
        "RANG 5 9 → NOOP → 0",
        "RANG 5 9 → MODE B → 0",
        "RANG 5 9 → OPTS MODE Z LEVEL 1 → 0",
        "RANG 5 9 → RETR a.txt → 0",
        "RANG 5 9 → APPE a.txt → 0",
        "RANG 5 9 → RETR missing → 0",
        "REST 5 → NOOP → 0",
        "REST 5 → TYPE I → 0",
        "REST 5 → XYZZY → 0",
        "REST 5 → SIZE a.txt → 0",
        "REST 5 → ABOR → 0",
        "REST 5 → USER anna → 0",
        "REST 5 → RETR a.txt → 0",
        "REST 5 → RETR missing → 0",
        "REST 5 → STOR missing/x → 0",
        "REST 5 → RETR → 0",
        "REST 5 → STOR → 0",
        "REST 5 → APPE → 0",
        "REST 5 → HASH → 0",
        "RANG 5 9 → RETR → 0",
        "REST 5 → REST → 0",
        "REST 5 → REST x → 0",
        "REST 5 → RANG → 0",
        "REST 5 → PORT 1,2,3 → 5",
        "REST 5 → LIST → 0",
      })
  void restartOffsetIsForTheNextTransfer(String first, String second, long offset) {
    var bench = new HandlerBench().loggedIn();

    bench.code("PASV", first, second.strip());

    assertThat(bench.session().portion().first()).isEqualTo(offset);
  }

  @ParameterizedTest(name = "RNFR a.txt, {0}, RNTO b.txt: {1}")
  @CsvSource({"NOOP,503", "PWD,503", "RNFR missing,503", "XYZZY,503", "RNTO c.txt,503"})
  void renameFromIsForTheNextCommand(String between, int code) {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.code("RNFR a.txt", between, "RNTO b.txt")).isEqualTo(code);
  }

  @Test
  void renameRightAfterItsSourceWorks() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.code("RNFR a.txt", "RNTO b.txt")).isEqualTo(250);
    assertThat(bench.tree.has("/b.txt")).isTrue();
    assertThat(bench.tree.has("/a.txt")).isFalse();
  }

  @ParameterizedTest(name = "PASV, then {0}: a transfer gets {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "NOOP → 150",
        "TYPE I → 150",
        "REST 0 → 150",
        "RETR missing → 150",
        "PORT 10,0,0,1,200,1 → 425",
        "PORT 127,0,0,1,0,80 → 425",
        "PORT 1,2,3 → 425",
        "EPRT |1|localhost|51201| → 425",
        "EPRT |1|10.0.0.1|51201| → 425",
        "EPRT |2|::1|51201| → 425",
        "LPRT 4,4,10,0,0,1,2,200,1 → 425",
        "LPRT 4,4,127,0,0,1,2,0,80 → 425",
        "LPRT 5,4,127,0,0,1,2,200,1 → 425",
        "LPRT 4,4 → 425",
        "CPSV → 425",
        "SSCN ON → 150",
        "EPSV 2 → 425",
        "EPSV ALL → 425",
        "ABOR → 425",
        "RETR a.txt → 425",
        "LIST → 425",
      })
  void dataPortIsForOneTransferAndClearedByARefusedOne(String between, int code) {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.code("PASV", between.strip(), "NLST")).isEqualTo(code);
  }

  @Test
  void epsvAllForbidsTheOthersUntilTheNextLoginAndSurvivesAbor() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.code("EPSV ALL")).isEqualTo(200);
    assertThat(bench.code("ABOR", "PASV")).isEqualTo(501);
    assertThat(bench.code("PORT 127,0,0,1,200,1")).isEqualTo(501);
    assertThat(bench.code("EPRT |1|127.0.0.1|51201|")).isEqualTo(501);
    assertThat(bench.code("EPSV")).isEqualTo(229);
    bench.loggedIn();
    assertThat(bench.code("PASV")).isEqualTo(227);
  }

  @Test
  void userDropsEverythingThatWasAgreed() {
    var bench = new HandlerBench().loggedIn();
    bench.code("TYPE I", "CWD dir", "OPTS MLST Size;", "PASV");
    assertThat(bench.session().parameters().representation()).isEqualTo(Representation.IMAGE);
    assertThat(bench.session().directory()).isEqualTo(VirtualPath.of("/dir"));
    assertThat(bench.session().facts()).hasSize(1);

    bench.code("USER anna");

    assertThat(bench.session()).isEqualTo(Session.NEW.claimedBy("anna"));
    assertThat(bench.code("PWD")).isEqualTo(530);
  }

  @Test
  void wrongPasswordNeedsTheNameAgain() {
    var bench = new HandlerBench();

    assertThat(bench.code("USER anna", "PASS wrong")).isEqualTo(530);
    assertThat(bench.code("PASS secret")).isEqualTo(503);
    assertThat(List.of(bench.code("USER anna"), bench.code("PASS secret")))
        .containsExactly(331, 230);
    assertThat(bench.code("PASS secret")).isEqualTo(503);
  }

  @Test
  void transferLeavesDirectoryAndTypeAlone() {
    var bench = new HandlerBench().loggedIn();
    bench.code("TYPE I", "CWD dir", "PASV", "NLST");

    assertThat(bench.session().parameters().representation()).isEqualTo(Representation.IMAGE);
    assertThat(bench.session().directory()).isEqualTo(VirtualPath.of("/dir"));
  }
}
