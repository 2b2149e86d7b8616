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

/// Each call to storage fails in turn, in memory and on disk: no 226 for a file that is lost, no
/// leak, one reply for each command, and the session goes on.
class StorageFaultsTest {
  private static final Set<Scenario> ALL = EnumSet.allOf(Scenario.class);

  @TempDir private Path scratch;

  @TestFactory
  Stream<DynamicTest> eachCallFails() {
    var sweep = new Sweep();
    if (Scale.current() == Scale.LONG) {
      sweep.with(Sweep.everywhere(), Layer.STORAGE, Fault.THROWN, ALL);
    } else {
      var few =
          EnumSet.of(
              Fault.IO_EXCEPTION,
              Fault.NO_SUCH_FILE,
              Fault.SPACE_EXHAUSTED,
              Fault.CLOSED_CHANNEL,
              Fault.RUNTIME_EXCEPTION,
              Fault.ERROR);
      sweep.with(List.of(Sweep.PLAIN), Layer.STORAGE, few, Scenario.ORDINARY);
      sweep.with(
          List.of(Sweep.PLAIN),
          Layer.STORAGE,
          EnumSet.of(Fault.IO_EXCEPTION, Fault.ERROR),
          Scenario.OTHERS);
      sweep.with(
          List.of(Sweep.PLAIN_DISK),
          Layer.STORAGE,
          EnumSet.of(Fault.IO_EXCEPTION, Fault.SPACE_EXHAUSTED),
          Scenario.ORDINARY);
      sweep.with(
          List.of(Sweep.PLAIN_DISK),
          Layer.STORAGE,
          EnumSet.of(Fault.IO_EXCEPTION),
          EnumSet.of(
              Scenario.MFF,
              Scenario.SITE_SYMLINK,
              Scenario.SITE_COPY,
              Scenario.RANG_STOR,
              Scenario.UMASK_STOR,
              Scenario.STOR_DEFLATED));
      sweep.with(
          List.of(Sweep.PROTECTED, Sweep.PLAIN_ACTIVE),
          Layer.STORAGE,
          EnumSet.of(Fault.IO_EXCEPTION),
          EnumSet.of(Scenario.RETR, Scenario.STOR, Scenario.LIST, Scenario.ABOR_OF_STOR));
    }
    var settings = List.of(Sweep.PLAIN, Sweep.PLAIN_DISK);
    sweep.with(settings, Layer.STORAGE, EnumSet.of(Fault.SHORT), ALL);
    return sweep.tests("storage", 1800, scratch);
  }
}
