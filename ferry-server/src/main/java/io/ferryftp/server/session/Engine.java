package io.ferryftp.server.session;

import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.transfer.ActivePorts;
import io.ferryftp.server.transfer.PassivePorts;
import io.ferryftp.server.transfer.TransferSetting;

/// What all sessions share that come in at one listener of a server.
///
/// @param threads that sessions run in
/// @param beginning of their control connections
public record Engine(
    ServerConfig config,
    PassivePorts passivePorts,
    ActivePorts activePorts,
    TransferSetting transfers,
    SessionThreads threads,
    Beginning beginning) {
  /// How a control connection begins.
  public enum Beginning {
    /// With 220; AUTH may follow.
    GREETING,
    /// With TLS, and then 220 (implicit FTPS).
    TLS
  }
}
