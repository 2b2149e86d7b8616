package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import io.ferryftp.tests.harness.Scale;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Each call to a socket fails in turn, on the control connection and on data connections, by
/// itself or because the peer has reset it; and connections do not come about.
class SocketFaultsTest {
  private static final Set<Fault> BREAKS = EnumSet.of(Fault.BROKEN, Fault.RESET);
  private static final Set<Scenario> TRANSFERS = transfers(EnumSet.allOf(Scenario.class));

  @TempDir private Path scratch;

  private static Set<Scenario> transfers(Set<Scenario> some) {
    return some.stream().filter(Scenario::hasDataConnection).collect(Collectors.toSet());
  }

  @TestFactory
  Stream<DynamicTest> eachCallOnADataConnectionFails() {
    var all = EnumSet.of(Fault.BROKEN, Fault.RESET, Fault.NO_DESCRIPTOR, Fault.SHORT);
    var sweep = new Sweep();
    if (Scale.current() == Scale.LONG) {
      sweep.with(Sweep.everywhere(), Layer.DATA, all, TRANSFERS);
    } else {
      var few = EnumSet.of(Scenario.RETR, Scenario.STOR, Scenario.LIST);
      sweep.with(List.of(Sweep.PLAIN), Layer.DATA, BREAKS, transfers(Scenario.ORDINARY));
      sweep.with(
          List.of(Sweep.PLAIN),
          Layer.DATA,
          EnumSet.of(Fault.BROKEN),
          EnumSet.of(
              Scenario.RANG_STOR,
              Scenario.STOR_TO_LONG_ADDRESS,
              Scenario.RETR_DEFLATED,
              Scenario.STOR_BLOCKS,
              Scenario.STOR_DEFLATED,
              Scenario.STOR_RECORDS));
      sweep.with(List.of(Sweep.PLAIN_DISK, Sweep.PLAIN_ACTIVE), Layer.DATA, all, few);
      sweep.with(
          List.of(Sweep.PROTECTED),
          Layer.DATA,
          EnumSet.of(Fault.BROKEN),
          EnumSet.of(Scenario.RETR, Scenario.STOR, Scenario.STOR_FROM_SERVER));
    }
    return sweep.tests("data connections", 640, scratch);
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
          EnumSet.of(Scenario.LOGIN, Scenario.STOR_OVER, Scenario.ABOR_OF_STOR));
      sweep.with(
          List.of(Sweep.PLAIN),
          Layer.CONTROL,
          EnumSet.of(Fault.BROKEN),
          EnumSet.of(
              Scenario.SITE_COPY,
              Scenario.HASH,
              Scenario.REIN,
              Scenario.MFF,
              Scenario.RANG_STOR,
              Scenario.STOR_BLOCKS));
    }
    return sweep.tests("control connection", 320, scratch);
  }
}
