package io.ferryftp.cli;

import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.Symlinks;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// What `ferry serve` was asked to do, complete and checked.
///
/// @param data apart from everything that is served; created when it is locked
/// @param notes what the person should know before anything happens
record ServePlan(
    InetSocketAddress listen,
    List<Integer> passivePorts,
    Supplier<Optional<Inet4Address>> passiveAddress,
    OptionalInt activePort,
    TlsPlan tls,
    ClientsPlan clients,
    Roster roster,
    Path data,
    Durability durability,
    Symlinks symlinks,
    Format format,
    Verbosity verbosity,
    List<String> notes) {
  /// For whom the ready line and the log are written.
  enum Format {
    HUMAN,
    JSON
  }
}
