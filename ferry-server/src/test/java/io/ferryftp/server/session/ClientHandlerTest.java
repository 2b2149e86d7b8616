package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.text.LegacyCharset;
import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.server.config.DeviceRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients say of themselves, and what becomes of their letters.
class ClientHandlerTest {
  private static final Account RUSSIAN =
      new Account("anna", "/", Permission.ALL).with(LegacyCharset.named("windows-1251"));

  private static HandlerBench russian() {
    return new HandlerBench("127.0.0.1", RUSSIAN, config -> config).loggedIn();
  }

  @Test
  void namesAreUtf8UntilToldOtherwise() {
    assertThat(russian().session().encoding()).isEqualTo(WireEncoding.UTF_8);
  }

  @Test
  void offMeansTheAccountsCharset() {
    var bench = russian();

    assertThat(bench.send("OPTS UTF8 OFF").text()).contains("windows-1251");
    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.named("windows-1251"));
  }

  @Test
  void withoutAnAccountItIsTheUsualOne() {
    var bench = new HandlerBench();

    assertThat(bench.send("OPTS UTF8 OFF").text()).contains("windows-1252");
    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.WINDOWS_1252);
    bench.loggedIn();
    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.WINDOWS_1252);
  }

  @Test
  void offBeforeTheLoginIsForTheLogin() {
    var rules = new DeviceRules(List.of(), LegacyCharset.named("GBK"));
    var bench = new HandlerBench("127.0.0.1", RUSSIAN, config -> config.devices(rules));

    assertThat(bench.send("OPTS UTF8 OFF").text()).contains("GBK");
    bench.code("USER anna", "PASS wrong", "USER anna");
    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.named("GBK"));
    bench.loggedIn();
    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.named("windows-1251"));
    bench.loggedIn();
    assertThat(bench.session().encoding()).isEqualTo(WireEncoding.UTF_8);
  }

  @ParameterizedTest(name = "OFF lasts until {0}")
  @ValueSource(strings = {"OPTS UTF8 ON", "OPTS UTF8", "OPTS UTF-8 NLST", "USER anna", "REIN"})
  void offLastsUntil(String line) {
    var bench = russian();

    bench.code("OPTS UTF8 OFF", line);

    assertThat(bench.session().encoding()).isEqualTo(WireEncoding.UTF_8);
  }

  @ParameterizedTest(name = "OFF outlives {0}")
  @ValueSource(strings = {"NOOP", "CWD dir", "RETR a.txt", "ABOR", "FEAT", "LANG en", "XYZZY"})
  void offOutlives(String line) {
    var bench = russian();

    bench.code("OPTS UTF8 OFF", "PASV", line);

    assertThat(bench.session().encoding()).isEqualTo(LegacyCharset.named("windows-1251"));
  }

  @Test
  void whatAClientIsCalledOutlivesALoginButNotTheConnection() {
    var bench = new HandlerBench();

    bench.code("CLNT thing 1.0");
    bench.loggedIn();
    assertThat(bench.session().habits().clientName()).contains("thing 1.0");
    bench.code("REIN");
    assertThat(bench.session().habits().clientName()).isEmpty();
  }

  @ParameterizedTest(name = "{0} tells {1}")
  @CsvSource({"CSID Name=x;,Name=Ferry;", "LANG,Replies are in English"})
  void tellsNoVersion(String line, String text) {
    assertThat(new HandlerBench().send(line).text()).isEqualTo(text);
  }
}
