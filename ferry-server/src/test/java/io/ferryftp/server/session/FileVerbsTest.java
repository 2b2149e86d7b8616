package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.config.TlsPolicy;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The verbs about files without a data connection, as functions. The file `a.txt` is `one\ntwo\n`;
/// digests were made with `sha256sum` and its kin.
class FileVerbsTest {
  private static final String SHA_256 =
      "c3f9c8c283a2b1f2f1896f27a01cbe3cddc0c9d93f752e4639035a0f5b36f6e8";

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "HASH a.txt → 213",
        "HASH /a.txt → 213",
        "HASH dir → 550",
        "HASH missing → 550",
        "HASH → 501",
        "OPTS HASH → 200",
        "OPTS HASH sha-512 → 200",
        "OPTS HASH SHA-1 → 200",
        "OPTS HASH MD4 → 504",
        "XCRC a.txt → 250",
        "XMD5 a.txt → 250",
        "XSHA1 a.txt → 250",
        "XSHA256 a.txt → 250",
        "XSHA512 a.txt → 250",
        "XMD5 \"a.txt\" → 250",
        "XMD5 \"a.txt\" 0 → 250",
        "XMD5 \"a.txt\" 1 2 → 250",
        "XMD5 a.txt 1 2 → 250",
        "XMD5 a.txt 7 7 → 250",
        "XMD5 a.txt 7 1000 → 250",
        "XMD5 a.txt 8 → 551",
        "XMD5 a.txt 9 → 551",
        "XMD5 a.txt 2 1 → 501",
        "XMD5 missing 2 1 → 550",
        "XMD5 \"a.txt\" 2 1 → 501",
        "XMD5 \"a.txt\" 1 2 3 → 501",
        "XMD5 \"a.txt\" x → 501",
        "XMD5 \"a.txt\"x → 501",
        "XMD5 \"a.txt → 501",
        "XMD5 \"\" → 501",
        "XMD5 missing → 550",
        "XMD5 missing 1 2 → 550",
        "XMD5 a.txt/x 1 2 → 550",
        "XMD5 dir → 550",
        "XMD5 a.txt 1 2 3 → 550",
        "MFCT 20260102030405 a.txt → 504",
        "MFCT 20260230000000 a.txt → 501",
        "MFCT 20260102030405 → 501",
        "MFF Modify=20260102030405; a.txt → 213",
        "MFF modify=20260102030405;unix.mode=644; a.txt → 213",
        "MFF UNIX.mode=0644; a.txt → 213",
        "MFF UNIX.mode=4755; a.txt → 501",
        "MFF UNIX.mode=8; a.txt → 501",
        "MFF Modify=20260230000000; a.txt → 501",
        "MFF Modify=20260102030405 a.txt → 501",
        "MFF Modify=20260102030405;Modify=20260102030405; a.txt → 501",
        "MFF Modify; a.txt → 501",
        "MFF a.txt → 501",
        "MFF Create=20260102030405; a.txt → 504",
        "MFF Size=3; a.txt → 504",
        "MFF UNIX.owner=root; a.txt → 504",
        "MFF X.mine=1; a.txt → 504",
        "MFF Modify=20260102030405; missing → 550",
        "MDTM 20260102030405 a.txt → 213",
        "MDTM 20260230000000 a.txt → 501",
        "MDTM 20260102030405 missing → 550",
        "MDTM 2026 a.txt → 550",
        "AVBL → 213",
        "AVBL dir → 213",
        "SITE UTIME 202601020304 a.txt → 200",
        "SITE UTIME 20260102030405 a.txt → 200",
        "SITE UTIME 20260230030405 a.txt → 501",
        "SITE UTIME 2026 a.txt → 501",
        "SITE UTIME a.txt 20260102030405 20260102030405 20260102030405 UTC → 200",
        "SITE UTIME a.txt 20260102030405 20261302030405 20260102030405 UTC → 501",
        "SITE UTIME 20260102030405 missing → 550",
        "SITE UTIME 20260102030405 a\u2028b → 550",
        "SITE UTIME a\u2028b 20260102030405 20260102030405 20260102030405 UTC → 550",
        "SITE UTIME → 501",
        "SITE SYMLINK a.txt b → 550",
        "SITE SYMLINK a.txt → 501",
        "SITE SYMLINK ../a.txt b → 550",
        "SITE UMASK → 550",
        "SITE UMASK 022 → 550",
        "SITE UMASK 9 → 501",
        "SITE UMASK 1777 → 501",
        "SITE COPY a.txt b.txt → 200",
        "SITE COPY \"a.txt\" \"b c\" → 200",
        "SITE COPY a.txt b c → 501",
        "SITE COPY a.txt → 501",
        "SITE COPY → 501",
        "SITE COPY missing b → 550",
        "SITE COPY dir b → 550",
        "SITE COPY a.txt dir → 550",
        "SITE COPY a.txt missing/x → 550",
        "SITE CPFR a.txt → 504",
      })
  void repliesWithTheRightCode(String line, int code) {
    assertThat(new HandlerBench().loggedIn().code(line.strip())).isEqualTo(code);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "HASH a.txt → SHA-256 0-7 " + SHA_256 + " a.txt",
        "XSHA256 a.txt → C3F9C8C283A2B1F2F1896F27A01CBE3CDDC0C9D93F752E4639035A0F5B36F6E8",
        "XSHA1 a.txt → C708D7EF841F7E1748436B8EF5670D0B2DE1A227",
        "XMD5 a.txt → 2094B601DAAC3D68F5AED51D3C20F7CD",
        "XCRC a.txt → 12BA0BE6",
        "XMD5 a.txt 4 6 → B8A9F715DBB64FD5C56E7783C6820A61",
        "XMD5 a.txt 4 → C193497A1A06B2C72230E6146FF47080",
      })
  void digestsAreThoseOfOtherPrograms(String line, String text) {
    assertThat(new HandlerBench().loggedIn().send(line.strip()).text()).isEqualTo(text);
  }

  @Test
  void hashUsesTheAlgorithmAndThePieceThatWereChosen() {
    var bench = new HandlerBench().loggedIn();
    bench.tree.with("/empty", "");

    assertThat(bench.send("OPTS HASH").text()).isEqualTo("SHA-256");
    assertThat(bench.send("OPTS HASH md5").text()).isEqualTo("MD5");
    assertThat(bench.send("FEAT").lines()).contains("HASH SHA-256;SHA-512;SHA-1;MD5*;CRC32");
    bench.code("REST 4");
    assertThat(bench.send("HASH a.txt").text()).startsWith("MD5 4-7 ");
    assertThat(bench.session().portion()).isEqualTo(Portion.WHOLE);
    assertThat(bench.send("HASH a.txt").text()).startsWith("MD5 0-7 ");
    assertThat(bench.send("HASH empty").text())
        .isEqualTo("MD5 0-0 d41d8cd98f00b204e9800998ecf8427e empty");
    assertThat(bench.code("REST 8", "HASH a.txt")).isEqualTo(551);
    assertThat(bench.code("REST 9", "HASH a.txt")).isEqualTo(551);
    assertThat(bench.code("HASH a.txt")).isEqualTo(213);
    assertThat(bench.code("USER anna", "PASS secret")).isEqualTo(230);
    assertThat(bench.send("OPTS HASH").text()).isEqualTo("SHA-256");
  }

  @Test
  void aFileThatHasTheWholeArgumentAsItsNameIsMeant() {
    var bench = new HandlerBench().loggedIn();
    bench.tree.with("/a.txt 4", "x").with("/a.txt 4 1", "y").with("/20260102030405 a", "z");

    assertThat(bench.send("XCRC a.txt 4").text()).isEqualTo("8CDC1683");
    assertThat(bench.send("XCRC a.txt 4 1").text()).isEqualTo("FBDB2615");
    assertThat(bench.code("XCRC a.txt 4 5")).isEqualTo(551);
    assertThat(bench.code("XCRC a.txt 4 0")).isEqualTo(250);
    assertThat(bench.send("MDTM 20260102030405 a").text()).isEqualTo("20260304050607");
  }

  @Test
  void tooManyDigestsAtATimeAreRefused() {
    var limits = Limits.DEFAULT.toBuilder().digests(0).copies(0).build();
    var bench = new HandlerBench(config -> config.limits(limits)).loggedIn();

    assertThat(bench.code("HASH a.txt")).isEqualTo(450);
    assertThat(bench.code("XCRC a.txt")).isEqualTo(450);
    assertThat(bench.code("SITE COPY a.txt b.txt")).isEqualTo(450);
    assertThat(bench.tree.has("/b.txt")).isFalse();
  }

  @Test
  void aCopyHasTheContent() {
    var bench = new HandlerBench().loggedIn();

    assertThat(bench.code("CWD dir", "SITE COPY ../a.txt \"b \"\"c\"\"\"")).isEqualTo(200);
    assertThat(bench.tree.content("/dir/b \"c\"")).hasValue("one\ntwo\n");
  }

  @ParameterizedTest(name = "{0} for who may only {1} → {2}")
  @CsvSource({
    "HASH a.txt,LIST,550",
    "XCRC a.txt,LIST,550",
    "HASH a.txt,READ,213",
    "XCRC a.txt,READ,250",
    "SITE COPY a.txt b,READ,550",
    "SITE COPY a.txt b,WRITE,550",
    "MFF Modify=20260102030405; a.txt,AMEND,213",
    "MFF Modify=20260102030405; a.txt,WRITE,550",
    "MFMT 20260102030405 a.txt,AMEND,213",
    "SITE UTIME 20260102030405 a.txt,WRITE,550",
    "SITE SYMLINK a.txt b,READ,550",
    "SITE UMASK 077,WRITE,550",
    "AVBL,READ,550",
    "AVBL,WRITE,213"
  })
  void permissionsAreAsked(String line, Permission permission, int code) {
    var bench = new HandlerBench("127.0.0.1", TlsPolicy.AUTO, Set.of(permission)).loggedIn();

    assertThat(bench.code(line)).isEqualTo(code);
  }

  @Test
  void factsAreToldAsTheyAreAfterwards() {
    Reply reply =
        new HandlerBench().loggedIn().send("MFF UNIX.mode=644;Modify=20260304050607; a.txt");

    assertThat(reply.text()).isEqualTo("Modify=20260304050607;UNIX.mode=0644; a.txt");
  }

  @Test
  void siteUtimeTellsTheTimeThatStorageKeeps() {
    Reply reply = new HandlerBench().loggedIn().send("SITE UTIME 99991231235959 a.txt");

    assertThat(reply.text()).isEqualTo("Modify=20260304050607; a.txt");
  }
}
