package io.ferryftp.testkit.script;

import io.ferryftp.protocol.tls.TlsVersion;
import io.ferryftp.testkit.script.Mishap.Certificate;
import io.ferryftp.testkit.script.Mishap.CutData;
import io.ferryftp.testkit.script.Mishap.DripControl;
import io.ferryftp.testkit.script.Mishap.DripData;
import io.ferryftp.testkit.script.Mishap.LateData;
import io.ferryftp.testkit.script.Mishap.Pause;
import io.ferryftp.testkit.script.Mishap.ProtectionVersion;
import io.ferryftp.testkit.script.Mishap.ResetData;
import io.ferryftp.testkit.script.Mishap.StallData;
import io.ferryftp.testkit.script.Mishap.Stranger;
import io.ferryftp.testkit.script.Mishap.WrongAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// How a mishap with numbers is written.
record MishapForm(Pattern pattern, Function<MatchResult, Mishap> maker) {
  private static final String NUMBER = "(\\d{1,18})";
  private static final String TIMES = "([1-9]\\d{0,8})";
  private static final String TIME = "(\\d{1,9}) ms";
  static final List<MishapForm> ALL =
      List.of(
          form("cut data after " + NUMBER, found -> new CutData(number(found, 1))),
          form("reset data after " + NUMBER, found -> new ResetData(number(found, 1))),
          form("stall data after " + NUMBER, found -> new StallData(number(found, 1))),
          form(
              "drip data " + TIMES + " every " + TIME,
              found -> new DripData((int) number(found, 1), millis(found, 2))),
          form("late data " + TIME, found -> new LateData(millis(found, 1))),
          form("wrong address (\\S+)", found -> new WrongAddress(address(found))),
          form("stranger from (\\S+)", found -> new Stranger(address(found))),
          form("pause " + TIME, found -> new Pause(millis(found, 1))),
          form(
              "drip control " + TIMES + " every " + TIME,
              found -> new DripControl((int) number(found, 1), millis(found, 2))),
          form("tls version (1\\.[23])", found -> new ProtectionVersion(version(found))),
          form(
              "certificate (.+)", found -> new Certificate(CertificateKind.parse(found.group(1)))));

  private static MishapForm form(String pattern, Function<MatchResult, Mishap> maker) {
    return new MishapForm(Pattern.compile(pattern), maker);
  }

  private static long number(MatchResult found, int group) {
    return Long.parseLong(found.group(group));
  }

  private static Duration millis(MatchResult found, int group) {
    return Duration.ofMillis(number(found, group));
  }

  /// The number of a version, as people say it.
  static String number(TlsVersion version) {
    return switch (version) {
      case TLS_1_2 -> "1.2";
      case TLS_1_3 -> "1.3";
    };
  }

  private static TlsVersion version(MatchResult found) {
    return found.group(1).equals("1.2") ? TlsVersion.TLS_1_2 : TlsVersion.TLS_1_3;
  }

  private static InetAddress address(MatchResult found) {
    return InetAddress.ofLiteral(found.group(1));
  }
}
