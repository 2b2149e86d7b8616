package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.session.ClearTextRule.From;
import io.ferryftp.server.session.ClearTextRule.Offer;
import io.ferryftp.server.session.ClearTextRule.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClearTextRuleTest {
  @ParameterizedTest
  @CsvSource({
    "AUTO,OFFERED,THIS_MACHINE,OFFERED,TAKEN",
    "AUTO,OFFERED,ELSEWHERE,OFFERED,REFUSED",
    "AUTO,NOT_OFFERED,THIS_MACHINE,NOT_OFFERED,TAKEN",
    "AUTO,NOT_OFFERED,ELSEWHERE,NOT_OFFERED,REFUSED",
    "REQUIRED,OFFERED,THIS_MACHINE,OFFERED,REFUSED",
    "REQUIRED,OFFERED,ELSEWHERE,OFFERED,REFUSED",
    "OPTIONAL,OFFERED,THIS_MACHINE,OFFERED,TAKEN",
    "OPTIONAL,OFFERED,ELSEWHERE,OFFERED,TAKEN",
    "OPTIONAL,NOT_OFFERED,ELSEWHERE,NOT_OFFERED,TAKEN",
    "OFF,OFFERED,THIS_MACHINE,NOT_OFFERED,TAKEN",
    "OFF,OFFERED,ELSEWHERE,NOT_OFFERED,TAKEN",
  })
  void policyAndOriginMakeTheRule(
      TlsPolicy policy, Offer certificate, From from, Offer tls, Verdict clearText) {
    assertThat(ClearTextRule.of(policy, certificate, from))
        .isEqualTo(new ClearTextRule(tls, clearText));
  }
}
