package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Concession;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.LegacyCharset;
import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.server.config.AddressBlock;
import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.DeviceRules;
import io.ferryftp.server.config.Leniency;
import io.ferryftp.server.config.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// What each profile forgives, no more, and whom.
class DeviceHandlerTest {
  private static HandlerBench at(DeviceProfile profile) {
    var rule = new DeviceRules.OfAddress(profile, AddressBlock.parse("127.0.0.0/8"));
    return new HandlerBench(config -> config.devices(new DeviceRules(List.of(rule))));
  }

  /// What devices are known to send that needs no profile.
  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "NLST a.txt → 150",
        "NLST *.txt → 150",
        "NLST *.csv → 150",
        "LIST *.csv → 150",
        "LIST -aL → 150",
        "LIST -aL dir → 150",
        "LPRT 4,4,127,0,0,1,2,200,1 → 200",
        "XCWD dir → 250",
        "TYPE A N → 200",
      })
  void everybodyMay(String line, int code) {
    assertThat(new HandlerBench().loggedIn().code("PASV", line.strip())).isEqualTo(code);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void anOddTypeIsImageForThoseWhoSendIt(DeviceProfile profile) {
    var bench = at(profile).loggedIn();
    boolean forgiven = profile.leniencies().contains(Leniency.ODD_TYPE);

    assertThat(bench.code("TYPE")).isEqualTo(forgiven ? 200 : 501);
    assertThat(bench.code("TYPE BINARY")).isEqualTo(forgiven ? 200 : 504);
    assertThat(bench.session().parameters().representation())
        .isEqualTo(forgiven ? Representation.IMAGE : Representation.ASCII);
    assertThat(bench.code("TYPE A")).isEqualTo(200);
    assertThat(bench.session().parameters().representation()).isEqualTo(Representation.ASCII);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void anOddModeChangesNothing(DeviceProfile profile) {
    var bench = at(profile).loggedIn();
    var before = bench.session().parameters();
    int expected = profile.leniencies().contains(Leniency.ODD_MODE) ? 200 : 504;

    assertThat(bench.code("MODE X")).isEqualTo(expected);
    assertThat(bench.code("STRU X")).isEqualTo(expected);
    assertThat(bench.session().parameters()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void anOddSiteDoesNothing(DeviceProfile profile) {
    var bench = at(profile).loggedIn();

    assertThat(bench.code("SITE LRECL=80 RECFM=FB"))
        .isEqualTo(profile.leniencies().contains(Leniency.ODD_SITE) ? 200 : 504);
    assertThat(bench.code("SITE CHMOD 600 missing")).isEqualTo(550);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void aDirectoryMayBeChosenBeforeTheLogin(DeviceProfile profile) {
    var bench = at(profile);
    boolean forgiven = profile.leniencies().contains(Leniency.DIRECTORY_BEFORE_LOGIN);

    assertThat(bench.code("CWD dir")).isEqualTo(forgiven ? 250 : 530);
    assertThat(bench.code("RETR a.txt")).isEqualTo(530);
    bench.loggedIn();
    assertThat(bench.session().directory())
        .isEqualTo(forgiven ? VirtualPath.of("/dir") : VirtualPath.ROOT);
    bench.loggedIn();
    assertThat(bench.session().directory()).isEqualTo(VirtualPath.ROOT);
  }

  @Test
  void aDirectoryThatIsNotThereIsNoReasonToRefuseALogin() {
    var bench = at(DeviceProfile.PRINTER);

    bench.code("CWD missing");
    bench.code("USER anna");

    assertThat(bench.send("PASS secret").text())
        .isEqualTo("Logged in as anna; the directory chosen before cannot be entered, this is /");
    assertThat(bench.session().directory()).isEqualTo(VirtualPath.ROOT);
    bench.code("USER anna");
    assertThat(bench.send("PASS secret").text()).isEqualTo("Logged in as anna");
  }

  @Test
  void severalDirectoriesBeforeTheLoginLeadToOne() {
    var bench = at(DeviceProfile.PRINTER);
    bench.tree.withDirectory("/dir/scans");

    assertThat(bench.code("CWD /missing", "CWD ../dir", "USER anna", "CWD scans")).isEqualTo(250);
    assertThat(bench.send("PASS secret").text()).isEqualTo("Logged in as anna");

    assertThat(bench.session().directory()).isEqualTo(VirtualPath.of("/dir/scans"));
  }

  @Test
  void togetherTheyAreNoLongerThanALine() {
    var bench = at(DeviceProfile.PRINTER);
    String half = "x".repeat(Limits.DEFAULT.lineOctets() / 2);

    assertThat(bench.code("CWD " + half)).isEqualTo(250);
    assertThat(bench.code("CWD " + half)).isEqualTo(530);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void namesAreLegacyFromTheLoginOn(DeviceProfile profile) {
    var bench = at(profile);
    boolean legacy = profile.leniencies().contains(Leniency.LEGACY_NAMES);
    boolean refused = profile.leniencies().contains(Leniency.UTF8_REFUSED);

    assertThat(bench.session().encoding()).isEqualTo(WireEncoding.UTF_8);
    bench.loggedIn();
    assertThat(bench.session().encoding())
        .isEqualTo(legacy ? LegacyCharset.WINDOWS_1252 : WireEncoding.UTF_8);
    assertThat(bench.send("FEAT").lines().contains("UTF8")).isEqualTo(!refused);
    assertThat(bench.code("OPTS UTF8 ON")).isEqualTo(refused ? 504 : 200);
    assertThat(bench.session().encoding())
        .isEqualTo(refused ? LegacyCharset.WINDOWS_1252 : WireEncoding.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(DeviceProfile.class)
  void whatCostsSafetyOnlyTheOperatorGives(DeviceProfile profile) {
    boolean forgiven = profile.leniencies().contains(Leniency.UPLOAD_WITHOUT_CLOSE_NOTIFY);

    assertThat(at(profile).loggedIn().session().required().account().concessions())
        .isEqualTo(
            forgiven
                ? java.util.Set.of(Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY)
                : java.util.Set.of());
    var asking = new HandlerBench();
    asking.code("CLNT " + String.join(" ", profile.clientNames()) + " 1.0");
    assertThat(asking.loggedIn().session().required().account().concessions()).isEmpty();
  }

  @ParameterizedTest(name = "CLNT {0}: {1}")
  @CsvSource({
    "Lexmark X464,200",
    "KYOCERA,200",
    "scanner2,200",
    "NcFTP 3.2.6 linux,504",
    "blueprinters,504",
  })
  void aClientIsKnownByWhatItSays(String text, int code) {
    var bench = new HandlerBench().loggedIn();

    bench.code("CLNT " + text);

    assertThat(bench.code("TYPE X")).isEqualTo(code);
  }

  @Test
  void aProfileThatComesLateStillChangesTheLetters() {
    var bench = new HandlerBench().loggedIn();

    bench.code("CLNT Windows Explorer");

    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.WINDOWS_1252);
    assertThat(bench.code("NOOP")).isEqualTo(200);
  }

  @Test
  void aLoginByCertificateBeginsAnewToo() {
    var bench =
        at(DeviceProfile.OLD_CLIENT).showing(TestKeys.material().chain().getFirst()).implicit();

    for (int i = 0; i < 2; i++) {
      assertThat(bench.code("USER anna")).isEqualTo(232);
      assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.WINDOWS_1252);
      bench.code("OPTS UTF8 ON");
      assertThat(bench.session().encoding()).isEqualTo(WireEncoding.UTF_8);
    }
  }

  @Test
  void theOperatorsWordForAUserCountsMost() {
    var rules =
        new DeviceRules(
            List.of(
                new DeviceRules.OfAddress(DeviceProfile.PRINTER, AddressBlock.parse("127.0.0.1")),
                new DeviceRules.OfUser(DeviceProfile.MAINFRAME, "anna")));
    var bench = new HandlerBench("127.0.0.1", Permission.ALL, config -> config.devices(rules));

    assertThat(bench.code("CWD dir")).isEqualTo(250);
    bench.code("CLNT camera", "USER anna");
    assertThat(bench.send("PASS secret").text()).endsWith("cannot be entered, this is /");
    assertThat(bench.code("TYPE X")).isEqualTo(504);
    assertThat(bench.code("SITE X")).isEqualTo(200);
  }
}
