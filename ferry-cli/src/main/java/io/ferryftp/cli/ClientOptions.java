package io.ferryftp.cli;

import io.ferryftp.client.config.ActiveAddress;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.DataMode;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that all commands of the client have.
final class ClientOptions {
  private static final int MOST_SECONDS = 86_400;

  // Nobody who pressed Ctrl-C waits longer for a server's last words.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  @Option(names = "--mode", paramLabel = "MODE")
  private String mode = "auto";

  @Option(names = "--active-address", paramLabel = "IP")
  private Optional<String> activeAddress = Optional.empty();

  @Option(names = "--active-ports", paramLabel = "A-B | A")
  private Optional<String> activePorts = Optional.empty();

  @Option(names = "--timeout", paramLabel = "SECONDS")
  private Optional<String> timeout = Optional.empty();

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  @Option(names = "-v")
  private boolean verbose;

  @Option(names = "-q")
  private boolean quiet;

  /// How much is said on standard error beside failures.
  enum Talk {
    /// Nothing.
    QUIET,
    /// What was transferred, and what did not go as planned.
    NORMAL,
    /// The conversation with the server besides.
    VERBOSE
  }

  /// The options, read.
  record Plan(DataMode mode, ActiveAddress active, TlsWishes tls, ClientLimits limits, Talk talk) {}

  Plan plan() throws MistakeException {
    if (verbose && quiet) {
      throw new MistakeException("-v and -q contradict each other; leave one out");
    }
    Talk talk = verbose ? Talk.VERBOSE : quiet ? Talk.QUIET : Talk.NORMAL;
    return new Plan(
        Choice.parse("--mode", mode, DataMode.class),
        ActivePortsOption.parse(activeAddress, activePorts),
        tls.plan(),
        limits(),
        talk);
  }

  private ClientLimits limits() throws MistakeException {
    ClientLimits limits = ClientLimits.DEFAULT.withAbort(LAST_WORDS);
    if (timeout.isEmpty()) {
      return limits;
    }
    String text = timeout.get();
    int seconds = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
    if (seconds < 1 || seconds > MOST_SECONDS) {
      throw new MistakeException(
          "--timeout: '%s' is not a number of seconds from 1 to %d".formatted(text, MOST_SECONDS));
    }
    Duration limit = Duration.ofSeconds(seconds);
    return limits
        .withConnect(limit)
        .withReply(limit)
        .withStall(limit)
        .withDataConnection(
            limit.compareTo(limits.dataConnection()) < 0 ? limit : limits.dataConnection());
  }
}
