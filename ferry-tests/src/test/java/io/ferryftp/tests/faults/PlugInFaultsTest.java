package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.harness.Scale;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// What an embedding program hands in fails: listeners of events at each event, the authenticator,
/// and a command behind SITE.
class PlugInFaultsTest {
  private static final Set<Fault> DEFECTS = EnumSet.of(Fault.RUNTIME_EXCEPTION, Fault.ERROR);

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> aListenerFailsAtEachEvent() {
    var sweep = new Sweep();
    if (Scale.current() == Scale.LONG) {
      sweep.with(Sweep.everywhere(), Layer.EVENTS, DEFECTS, EnumSet.allOf(Scenario.class));
    } else {
      var few =
          EnumSet.of(
              Scenario.LOGIN,
              Scenario.RETR,
              Scenario.STOR,
              Scenario.LIST,
              Scenario.ABOR_OF_STOR,
              Scenario.SITE_COPY,
              Scenario.HASH);
      sweep.with(List.of(Sweep.PLAIN, Sweep.PLAIN_ACTIVE), Layer.EVENTS, DEFECTS, few);
      sweep.with(
          List.of(Sweep.PROTECTED),
          Layer.EVENTS,
          EnumSet.of(Fault.ERROR),
          EnumSet.of(Scenario.STOR));
    }
    return sweep.tests("event listeners", 330, scratch);
  }

  @TestFactory
  Stream<DynamicTest> theAuthenticatorFails() {
    return new Sweep()
        .with(List.of(Sweep.PLAIN), Layer.ACCOUNTS, Fault.THROWN, Set.of(Scenario.LOGIN))
        .tests("authenticators", 13, scratch);
  }

  @TestFactory
  Stream<DynamicTest> aSiteCommandFails() {
    return new Sweep()
        .with(List.of(Sweep.PLAIN), Layer.SITE, Fault.THROWN, Set.of(Scenario.LOGIN))
        .tests("commands behind SITE", 13, scratch);
  }
}
