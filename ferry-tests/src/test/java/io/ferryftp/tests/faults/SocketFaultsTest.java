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

/// Each call to a socket fails in turn, on the control connection and on data connections, by
/// itself or because the peer has reset it; and connections do not come about.
class SocketFaultsTest {
  private static final Set<Fault> BREAKS = EnumSet.of(Fault.BROKEN, Fault.RESET);
  private static final Set<Scenario> TRANSFERS =
      EnumSet.range(Scenario.LIST, Scenario.ABOR_OF_RETR);

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> eachCallOnADataConnectionFails() {
    var all = EnumSet.of(Fault.BROKEN, Fault.RESET, Fault.NO_DESCRIPTOR, Fault.SHORT);
    var sweep = new Sweep();
    if (Scale.current() == Scale.LONG) {
      sweep.with(Sweep.everywhere(), Layer.DATA, all, TRANSFERS);
    } else {
      var few = EnumSet.of(Scenario.RETR, Scenario.STOR, Scenario.LIST);
      sweep.with(List.of(Sweep.PLAIN), Layer.DATA, BREAKS, TRANSFERS);
      sweep.with(List.of(Sweep.PLAIN_DISK, Sweep.PLAIN_ACTIVE), Layer.DATA, all, few);
      sweep.with(
          List.of(Sweep.PROTECTED),
          Layer.DATA,
          EnumSet.of(Fault.BROKEN),
          EnumSet.of(Scenario.RETR, Scenario.STOR));
    }
    return sweep.tests("data connections", scratch);
  }

  @TestFactory
  Stream<DynamicTest> eachCallOnTheControlConnectionFails() {
    var all = EnumSet.of(Fault.BROKEN, Fault.RESET, Fault.SHORT);
    var sweep = new Sweep();
    if (Scale.current() == Scale.LONG) {
      sweep.with(Sweep.everywhere(), Layer.CONTROL, all, EnumSet.allOf(Scenario.class));
    } else {
      sweep.with(
          List.of(Sweep.PLAIN),
          Layer.CONTROL,
          all,
          EnumSet.of(
              Scenario.LOGIN,
              Scenario.RNFR_RNTO,
              Scenario.RETR,
              Scenario.STOR_OVER,
              Scenario.STOU,
              Scenario.ABOR_OF_STOR,
              Scenario.ABOR_OF_RETR));
      sweep.with(
          List.of(Sweep.PROTECTED),
          Layer.CONTROL,
          EnumSet.of(Fault.BROKEN),
          EnumSet.of(Scenario.LOGIN));
    }
    return sweep.tests("control connection", scratch);
  }
}
