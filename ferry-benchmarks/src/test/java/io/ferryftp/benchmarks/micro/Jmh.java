package io.ferryftp.benchmarks.micro;

import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Runs the benchmarks of single steps, all within three minutes, and prints a row for each: the
/// time of one step, its error (99.9 %), and what it allocates.
///
/// Arguments: a regular expression that chooses among them (default: all), and how many seconds
/// each is measured (default 1).
public final class Jmh {
  private static final int ITERATIONS = 5;

  private Jmh() {}

  public static void main(String[] args) throws RunnerException {
    String chosen = args.length > 0 ? args[0] : ".*";
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 1;
    TimeValue each = TimeValue.milliseconds(Math.round(seconds * 1000 / ITERATIONS));
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(chosen)
                    .forks(1)
                    .warmupIterations(ITERATIONS)
                    .warmupTime(each)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(each)
                    .timeUnit(TimeUnit.NANOSECONDS)
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .jvmArgsAppend(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow")
                    .shouldFailOnError(true)
                    .build())
            .run();
    System.out.println("| step | ns | error | bytes allocated |");
    System.out.println("|---|---|---|---|");
    results.forEach(Jmh::print);
  }

  @SuppressWarnings("rawtypes") // as the interface of JMH has them
  private static void print(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    String name = result.getParams().getBenchmark().replaceAll("^.*\\.(\\w+\\.\\w+)$", "$1");
    String parameters =
        result.getParams().getParamsKeys().stream()
            .map(key -> " " + key + "=" + result.getParams().getParam(key))
            .collect(Collectors.joining());
    double allocated =
        result.getSecondaryResults().entrySet().stream()
            .filter(entry -> entry.getKey().contains("gc.alloc.rate.norm"))
            .mapToDouble(entry -> entry.getValue().getScore())
            .sum();
    System.out.printf(
        "| %s%s | %,.0f | %,.0f | %,.0f |%n",
        name, parameters, time.getScore(), time.getScoreError(), allocated);
  }
}
