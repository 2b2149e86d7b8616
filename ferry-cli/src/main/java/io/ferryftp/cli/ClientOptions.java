package io.ferryftp.cli;

import io.ferryftp.client.config.ActiveAddress;
import io.ferryftp.client.config.ClientLimits;
import io.ferryftp.client.config.DataMode;
import java.time.Duration;
import java.util.Optional;

/// The options that all commands of the client have.
final class ClientOptions {
  private static final int MOST_SECONDS = 86_400;

  // Nobody who pressed Ctrl-C waits longer for a server's last words.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final Options options = new Options();
  private final Option<String> mode = options.text("--mode", "MODE", "auto");
  private final Option<Optional<String>> activeAddress = options.text("--active-address", "IP");
  private final Option<Optional<String>> activePorts = options.text("--active-ports", "A-B | A");
  private final Option<Optional<String>> timeout = options.text("--timeout", "SECONDS");
  private final ClientTlsOptions tls = new ClientTlsOptions(options);
  private final Option<Boolean> verbose = options.flag("-v");
  private final Option<Boolean> quiet = options.flag("-q");

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

  ClientOptions(Options command) {
    command.addAll(options);
  }

  Plan plan() throws MistakeException {
    if (verbose.value() && quiet.value()) {
      throw new MistakeException("-v and -q contradict each other; leave one out");
    }
    Talk talk = verbose.value() ? Talk.VERBOSE : quiet.value() ? Talk.QUIET : Talk.NORMAL;
    return new Plan(
        Choice.parse("--mode", mode.value(), DataMode.class),
        ActivePortsOption.parse(activeAddress.value(), activePorts.value()),
        tls.plan(),
        limits(),
        talk);
  }

  private ClientLimits limits() throws MistakeException {
    ClientLimits limits = ClientLimits.DEFAULT.withAbort(LAST_WORDS);
    if (timeout.value().isEmpty()) {
      return limits;
    }
    String text = timeout.value().get();
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
